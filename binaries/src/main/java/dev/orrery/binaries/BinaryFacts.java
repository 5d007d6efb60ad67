package dev.orrery.binaries;

import dev.orrery.base.BinaryException;
import dev.orrery.base.Failure;
import dev.orrery.binaries.internal.store.FactsStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
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
     * Reads what {@code init} has left in a home, where somebody else has run it.
     *
     * @param prefix the Bech32 prefix of account addresses, which the home does not tell
     * @throws BinaryException if there is no such home, or none that {@code init} made
     */
    public static BinaryFacts inHome(Path home, String prefix) {
        Path config = home.resolve("config");
        try {
            ObjectNode genesis = (ObjectNode) JsonMapper.shared().readTree(config.resolve("genesis.json"));
            return new BinaryFacts("", genesis, FactsStore.configFiles(config), prefix);
        } catch (IOException | JacksonException | ClassCastException e) {
            throw new BinaryException(
                    Failure.doing("reading the binary's default genesis and configuration")
                            .where(config.toString())
                            .expected("what `init` writes")
                            .seen(e.toString())
                            .build(),
                    e);
        }
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
