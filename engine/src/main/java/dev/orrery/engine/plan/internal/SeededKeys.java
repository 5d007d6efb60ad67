package dev.orrery.engine.plan.internal;

import dev.orrery.client.keys.Ed25519Key;
import dev.orrery.client.keys.Mnemonic;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Derives every key of a network from its seed and name, so that the same file gives the same keys each time. */
public final class SeededKeys {
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec seed;
    private final String network;

    public SeededKeys(String network, String seed) {
        this.network = network;
        this.seed = new SecretKeySpec(("orrery seed " + seed).getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    /** The 24 words of an account. */
    public Mnemonic account(String chain, String account) {
        return Mnemonic.fromEntropy(derive("account", chain, account));
    }

    /** The key with which a validator signs blocks. */
    public Ed25519Key consensus(String chain, String node) {
        return Ed25519Key.fromSeed(derive("consensus", chain, node));
    }

    /** The key that identifies a node to its peers. */
    public Ed25519Key node(String chain, String node) {
        return Ed25519Key.fromSeed(derive("node", chain, node));
    }

    private byte[] derive(String purpose, String chain, String name) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(seed);
            // Names hold no slashes, so no two keys share a label.
            return mac.doFinal(String.join("/", network, purpose, chain, name).getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every Java has " + ALGORITHM, e);
        }
    }
}
