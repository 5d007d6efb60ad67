package dev.orrery.client.keys;

import java.util.List;

/**
 * What can sign for an account: a key in memory, or something that keeps it elsewhere, as an HSM, a Ledger or a service
 * does. Implementations are thread-safe.
 *
 * <p>The client checks what a signer of one's own returns against {@link #publicKey()} before it sends anything, and brings
 * {@code s} into the lower half of the order where it is not. A signature that comes as DER goes through
 * {@link Signatures#fromDer}. What {@link #sign} throws reaches whoever sends; the account's sequence is not used up then.
 */
public interface Signer {
    PublicKey publicKey();

    /**
     * Signs a message, hashing it as its algorithm demands: SHA-256 for {@link KeyType#SECP256K1}, Keccak-256 for
     * {@link KeyType#ETH_SECP256K1}.
     *
     * @return for both 64 bytes, r then s (SDK: crypto/keys/secp256k1); for Ed25519 the 64 bytes of RFC 8032
     */
    byte[] sign(byte[] message);

    /** What it can sign, what it prefers first. A Ledger signs {@link SignMode#LEGACY_AMINO_JSON} alone. */
    default List<SignMode> modes() {
        return List.of(SignMode.DIRECT, SignMode.LEGACY_AMINO_JSON);
    }
}
