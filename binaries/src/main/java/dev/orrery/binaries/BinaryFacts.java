package dev.orrery.binaries;

import tools.jackson.databind.node.ObjectNode;

/**
 * What a chain binary says of itself when it is asked, once: the output of {@code init} and {@code debug prefixes}.
 *
 * @param sha256 the binary's content hash
 * @param defaultGenesis {@code genesis.json} as {@code init} writes it; treat as read-only, copy before changing
 * @param configFiles the text of {@code config/*.toml} by file name, comments included
 * @param prefix the Bech32 prefix of account addresses
 */
public record BinaryFacts(
        String sha256, ObjectNode defaultGenesis, java.util.Map<String, String> configFiles, String prefix) {
    public BinaryFacts {
        configFiles = java.util.Map.copyOf(configFiles);
    }
}
