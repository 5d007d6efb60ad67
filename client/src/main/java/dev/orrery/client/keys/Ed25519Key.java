package dev.orrery.client.keys;

import dev.orrery.base.Failure;
import dev.orrery.base.InvalidInputException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * A validator's consensus key or a node's identity (RFC 8032). Immutable and thread-safe; {@link #toString()} shows the
 * public half only.
 */
public final class Ed25519Key implements Signer {
    private final byte[] seed;
    private final PublicKey publicKey;

    private Ed25519Key(byte[] seed) {
        this.seed = seed;
        byte[] point = new byte[Ed25519.PUBLIC_KEY_SIZE];
        Ed25519.generatePublicKey(seed, 0, point, 0);
        this.publicKey = new PublicKey(KeyType.ED25519, point);
    }

    /** @throws InvalidInputException if it is not 32 bytes */
    public static Ed25519Key fromSeed(byte[] seed) {
        if (seed.length != Ed25519.SECRET_KEY_SIZE) {
            throw new InvalidInputException(Failure.doing("reading an Ed25519 private key")
                    .expected("32 bytes")
                    .seen(seed.length + " bytes")
                    .build());
        }
        return new Ed25519Key(seed.clone());
    }

    @Override
    public PublicKey publicKey() {
        return publicKey;
    }

    /** @throws InvalidInputException if it is not the 64 bytes of {@link #cometPrivateKey()} */
    static Ed25519Key fromCometPrivateKey(byte[] privateKey) {
        if (privateKey.length != 64) {
            throw new InvalidInputException(Failure.doing("reading an Ed25519 private key")
                    .expected("64 bytes")
                    .seen(privateKey.length + " bytes")
                    .build());
        }
        return fromSeed(Arrays.copyOf(privateKey, 32));
    }

    /** The secret as CometBFT keeps it: 64 bytes, the seed and then the public key. */
    public byte[] cometPrivateKey() {
        return ByteBuffer.allocate(64).put(seed).put(publicKey.bytes()).array();
    }

    /** 64 bytes. */
    @Override
    public byte[] sign(byte[] message) {
        byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
        Ed25519.sign(seed, 0, message, 0, message.length, signature, 0);
        return signature;
    }

    /** Never the secret. */
    @Override
    public String toString() {
        return "Ed25519Key with public key " + publicKey;
    }
}
