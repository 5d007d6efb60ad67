package dev.orrery.binaries;

import dev.orrery.base.BinaryException;
import dev.orrery.base.Failure;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a chain binary says of itself when it is asked, once: the output of {@code init} and {@code debug prefixes}.
 *
 * @param sha256 the binary's content hash
 * @param defaultGenesis {@code genesis.json} as {@code init} writes it; treat as read-only, copy before changing
 * @param configFiles the text of {@code config/*.toml} by file name, comments included
 * @param prefix the Bech32 prefix of account addresses; empty if the binary does not tell, see {@link #requiredPrefix()}
 */
public record BinaryFacts(String sha256, ObjectNode defaultGenesis, Map<String, String> configFiles, String prefix) {
    public BinaryFacts {
        configFiles = Map.copyOf(configFiles);
    }

    /**
     * The prefix, for a chain whose spec gives none.
     *
     * @throws BinaryException if the binary does not tell it
     */
    public String requiredPrefix() {
        if (prefix.isEmpty()) {
            throw new BinaryException(Failure.doing("asking the binary for its address prefix")
                    .expected("a line `Bech32 Acc: …` from `debug prefixes` or `debug addr`")
                    .seen("none")
                    .hint("give the chain's `prefix:` in the network file, for example `prefix: cosmos`")
                    .build());
        }
        return prefix;
    }
}
