package dev.orrery.client.keys;

import dev.orrery.base.InvalidInputException;

/**
 * The private key of an account, kept in memory. Which algorithm it is for follows from how its chain names public keys.
 * Immutable and thread-safe; {@code toString()} shows the public half only.
 */
public sealed interface AccountKey extends Signer permits Secp256k1Key, EthSecp256k1Key {
    /**
     * The key at a path below a mnemonic without passphrase.
     *
     * @param format how the chain names its accounts' keys: {@link KeyFormat#SECP256K1}, or one of Ethereum's algorithm
     */
    static AccountKey fromMnemonic(Mnemonic mnemonic, HdPath path, KeyFormat format) {
        return isCosmos(format)
                ? Secp256k1Key.fromMnemonic(mnemonic, path)
                : EthSecp256k1Key.fromMnemonic(mnemonic, "", path, format);
    }

    /**
     * The key that these 32 bytes are.
     *
     * @param format as of {@link #fromMnemonic}
     * @throws InvalidInputException if it is not 32 bytes, or not a number from 1 to the order of the curve
     */
    static AccountKey fromPrivateKey(byte[] privateKey, KeyFormat format) {
        return isCosmos(format)
                ? Secp256k1Key.fromPrivateKey(privateKey)
                : EthSecp256k1Key.fromPrivateKey(privateKey, format);
    }

    /** The account's address in Bech32. */
    String address(String prefix);

    /** The secret itself, 32 bytes. */
    byte[] privateKey();

    private static boolean isCosmos(KeyFormat format) {
        return format.equals(KeyFormat.SECP256K1);
    }
}
