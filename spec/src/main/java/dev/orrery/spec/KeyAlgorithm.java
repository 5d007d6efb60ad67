package dev.orrery.spec;

/** The algorithm of a chain's account keys. */
public enum KeyAlgorithm {
    /** That of the Cosmos SDK: an address is RIPEMD-160 of SHA-256 of the compressed public key. */
    SECP256K1("secp256k1"),
    /** That of EVM chains: the same curve, but an address is the end of Keccak-256 of the uncompressed public key. */
    ETH_SECP256K1("eth_secp256k1");

    private final String label;

    KeyAlgorithm(String label) {
        this.label = label;
    }

    /** As files write it: {@code eth_secp256k1}. */
    public String label() {
        return label;
    }
}
