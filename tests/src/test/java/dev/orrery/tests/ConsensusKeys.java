package dev.orrery.tests;

import dev.orrery.client.keys.Ed25519Key;
import dev.orrery.network.Node;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import tools.jackson.databind.json.JsonMapper;

/** The keys with which nodes of a test's network sign blocks, for tests that have them sign what they should not. */
public final class ConsensusKeys {
    private ConsensusKeys() {}

    public static Ed25519Key of(Node node) {
        Path file = Path.of(node.description().folder(), "home", "config", "priv_validator_key.json");
        try {
            String key = JsonMapper.shared()
                    .readTree(Files.readString(file))
                    .at("/priv_key/value")
                    .asString();
            return Ed25519Key.fromSeed(Arrays.copyOf(Base64.getDecoder().decode(key), 32));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
