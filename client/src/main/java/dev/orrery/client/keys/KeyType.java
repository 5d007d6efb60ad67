package dev.orrery.client.keys;

/** What a key is used with, and how an address comes from it. */
public enum KeyType {
    /** Accounts: ECDSA over secp256k1; address = RIPEMD-160(SHA-256(compressed public key)) (SDK: crypto/keys/secp256k1). */
    SECP256K1(KeyFormat.SECP256K1, 33),
    /** Validators' consensus keys: address = the first 20 bytes of SHA-256(public key) (CometBFT: crypto/ed25519). */
    ED25519(KeyFormat.ED25519, 32),
    /**
     * Accounts of EVM chains: ECDSA over secp256k1 of Keccak-256; address = the last 20 bytes of Keccak-256(uncompressed
     * public key without its first byte) (Ethereum's yellow paper, appendix F; ethermint: crypto/ethsecp256k1).
     */
    ETH_SECP256K1(KeyFormat.ETHERMINT, 33),
    /**
     * Accounts that several keys share: address = the first 20 bytes of SHA-256(amino encoding) (SDK:
     * crypto/keys/multisig). See {@link MultisigPublicKey}.
     */
    MULTISIG(KeyFormat.MULTISIG, -1);

    @SuppressWarnings("ImmutableEnumChecker") // a record of texts
    private final KeyFormat format;

    private final int length;

    KeyType(KeyFormat format, int length) {
        this.format = format;
        this.length = length;
    }

    /** The protobuf type of such a public key, unless a chain has another one of its own. */
    public String typeUrl() {
        return format.typeUrl();
    }

    /** How most chains name it. */
    public KeyFormat format() {
        return format;
    }

    int length() {
        return length;
    }
}
