package dev.orrery.client.keys;

import dev.orrery.base.InvalidInputException;
import dev.orrery.base.Sha256;
import java.math.BigInteger;

/** An account's private key on secp256k1. Immutable and thread-safe; {@link #toString()} shows the public half only. */
public final class Secp256k1Key implements AccountKey {
    private final BigInteger secret;
    private final PublicKey publicKey;

    private Secp256k1Key(BigInteger secret) {
        this.secret = secret;
        this.publicKey = new PublicKey(KeyType.SECP256K1, Secp256k1.publicPoint(secret));
    }

    /** The key at a path below a mnemonic without passphrase. */
    public static Secp256k1Key fromMnemonic(Mnemonic mnemonic, HdPath path) {
        return fromMnemonic(mnemonic, "", path);
    }

    /** The key at a path below a mnemonic with a passphrase (BIP-39), which may be empty. */
    public static Secp256k1Key fromMnemonic(Mnemonic mnemonic, String passphrase, HdPath path) {
        return fromSeed(mnemonic.seed(passphrase), path);
    }

    /** The key at a path below a seed (BIP-32, private derivation). */
    public static Secp256k1Key fromSeed(byte[] seed, HdPath path) {
        return new Secp256k1Key(Secp256k1.derive(seed, path));
    }

    /** @throws InvalidInputException if it is not 32 bytes, or not a number from 1 to the order of the curve */
    public static Secp256k1Key fromPrivateKey(byte[] privateKey) {
        return new Secp256k1Key(Secp256k1.secret(privateKey));
    }

    @Override
    public PublicKey publicKey() {
        return publicKey;
    }

    @Override
    public String address(String prefix) {
        return publicKey.address(prefix);
    }

    @Override
    public byte[] privateKey() {
        return Secp256k1.bytes(secret);
    }

    /** Signs SHA-256 of the message. */
    @Override
    public byte[] sign(byte[] message) {
        return signHash(Sha256.of(message));
    }

    /**
     * Signs a hash of 32 bytes with the nonce of RFC 6979, so the same input gives the same signature.
     *
     * @return r and s, 32 bytes each, s in the lower half of the order
     */
    public byte[] signHash(byte[] hash) {
        return Secp256k1.sign(secret, hash);
    }

    /** Never the secret. */
    @Override
    public String toString() {
        return "Secp256k1Key with public key " + publicKey;
    }
}
