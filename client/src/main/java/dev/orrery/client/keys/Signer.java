package dev.orrery.client.keys;

/**
 * What can sign for an account: a key in memory, or something that keeps it elsewhere. Implementations are thread-safe.
 */
public interface Signer {
    PublicKey publicKey();

    /**
     * Signs the bytes of a {@code SignDoc}, hashing them as its algorithm demands.
     *
     * @return for secp256k1 64 bytes, r then s, with s in the lower half of the order (SDK: crypto/keys/secp256k1)
     */
    byte[] sign(byte[] message);
}
