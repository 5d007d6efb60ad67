package dev.orrery.client.keys;

/** What a key is used with, and how an address comes from it. */
public enum KeyType {
    /** Accounts: ECDSA over secp256k1; address = RIPEMD-160(SHA-256(compressed public key)) (SDK: crypto/keys/secp256k1). */
    SECP256K1("/cosmos.crypto.secp256k1.PubKey", 33),
    /** Validators' consensus keys: address = the first 20 bytes of SHA-256(public key) (CometBFT: crypto/ed25519). */
    ED25519("/cosmos.crypto.ed25519.PubKey", 32);

    private final String typeUrl;
    private final int length;

    KeyType(String typeUrl, int length) {
        this.typeUrl = typeUrl;
        this.length = length;
    }

    /** The protobuf type of such a public key. */
    public String typeUrl() {
        return typeUrl;
    }

    int length() {
        return length;
    }
}
