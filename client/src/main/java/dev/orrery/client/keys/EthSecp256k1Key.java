package dev.orrery.client.keys;

import dev.orrery.base.InvalidInputException;
import java.math.BigInteger;

/**
 * An account's private key on an EVM chain: on secp256k1 as others, but with Ethereum's hash and address rule. Wallets
 * derive it at {@code m/44'/60'/0'/0/0}. Immutable and thread-safe; {@link #toString()} shows the public half only.
 *
 * <p>Checked against Ethereum's published vectors (EIP-55, EIP-155 and the accounts of its development tools).
 */
public final class EthSecp256k1Key implements AccountKey {
    /** Ethereum's coin type (SLIP-44), which EVM chains take over. */
    public static final int COIN_TYPE = 60;

    private final BigInteger secret;
    private final PublicKey publicKey;

    private EthSecp256k1Key(BigInteger secret, KeyFormat format) {
        this.secret = secret;
        this.publicKey = new PublicKey(KeyType.ETH_SECP256K1, format, Secp256k1.publicPoint(secret));
    }

    /**
     * The key at a path below a mnemonic.
     *
     * @param passphrase BIP-39's, empty for none
     * @param format how the chain names such keys: {@link KeyFormat#ETHERMINT}, {@link KeyFormat#COSMOS_EVM}, …
     */
    public static EthSecp256k1Key fromMnemonic(Mnemonic mnemonic, String passphrase, HdPath path, KeyFormat format) {
        return new EthSecp256k1Key(Secp256k1.derive(mnemonic.seed(passphrase), path), format);
    }

    /** @throws InvalidInputException if it is not 32 bytes, or not a number from 1 to the order of the curve */
    public static EthSecp256k1Key fromPrivateKey(byte[] privateKey, KeyFormat format) {
        return new EthSecp256k1Key(Secp256k1.secret(privateKey), format);
    }

    @Override
    public PublicKey publicKey() {
        return publicKey;
    }

    @Override
    public String address(String prefix) {
        return publicKey.address(prefix);
    }

    /** The same address as Ethereum writes it, with the checksum in its case (EIP-55). */
    public String hexAddress() {
        return publicKey.hexAddress();
    }

    @Override
    public byte[] privateKey() {
        return Secp256k1.bytes(secret);
    }

    /** Signs Keccak-256 of the message; 64 bytes, without Ethereum's recovery id. */
    @Override
    public byte[] sign(byte[] message) {
        return Secp256k1.sign(secret, Hashes.keccak256(message));
    }

    /** Never the secret. */
    @Override
    public String toString() {
        return "EthSecp256k1Key with public key " + publicKey;
    }
}
