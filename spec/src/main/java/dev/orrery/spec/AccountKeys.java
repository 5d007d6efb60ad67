package dev.orrery.spec;

/**
 * What kind of keys a chain's accounts have.
 *
 * @param algorithm how they sign, and how an address comes from one
 * @param typeUrl the protobuf type that the chain gives to the public keys: {@code /cosmos.crypto.secp256k1.PubKey}. Chains
 *     with Ethereum's algorithm each have their own
 */
public record AccountKeys(KeyAlgorithm algorithm, String typeUrl) {
    /** The keys of the Cosmos SDK itself. */
    public static final AccountKeys SECP256K1 = of(KeyAlgorithm.SECP256K1);

    /** Keys of an algorithm, as most chains that have it name them. */
    public static AccountKeys of(KeyAlgorithm algorithm) {
        return new AccountKeys(algorithm, algorithm.typeUrl());
    }
}
