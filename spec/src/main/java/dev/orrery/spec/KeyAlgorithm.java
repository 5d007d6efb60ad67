package dev.orrery.spec;

/** The algorithm of a chain's account keys. */
public enum KeyAlgorithm {
    /** That of the Cosmos SDK: an address is RIPEMD-160 of SHA-256 of the compressed public key. */
    SECP256K1("secp256k1", "/cosmos.crypto.secp256k1.PubKey"),
    /** That of EVM chains: the same curve, but an address is the end of Keccak-256 of the uncompressed public key. */
    ETH_SECP256K1("eth_secp256k1", "/ethermint.crypto.v1.ethsecp256k1.PubKey");

    private final String label;
    private final String typeUrl;

    KeyAlgorithm(String label, String typeUrl) {
        this.label = label;
        this.typeUrl = typeUrl;
    }

    /** As files write it: {@code eth_secp256k1}. */
    public String label() {
        return label;
    }

    /** The protobuf type of public keys, as most chains with the algorithm name it. */
    public String typeUrl() {
        return typeUrl;
    }
}
