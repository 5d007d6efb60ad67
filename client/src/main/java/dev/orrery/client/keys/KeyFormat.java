package dev.orrery.client.keys;

import java.util.List;
import java.util.Optional;

/**
 * How a chain names a kind of public key. Keys of one kind are the same on all chains, but the modules that bring keys for
 * Ethereum's addresses each gave them names of their own.
 *
 * @param typeUrl the protobuf type
 * @param aminoName the name in amino's JSON, and what its binary prefix comes from
 */
public record KeyFormat(String typeUrl, String aminoName) {
    /** SDK: crypto/keys/secp256k1. */
    public static final KeyFormat SECP256K1 =
            new KeyFormat("/cosmos.crypto.secp256k1.PubKey", "tendermint/PubKeySecp256k1");
    /** SDK: crypto/keys/ed25519. */
    public static final KeyFormat ED25519 = new KeyFormat("/cosmos.crypto.ed25519.PubKey", "tendermint/PubKeyEd25519");
    /** SDK: crypto/keys/multisig. */
    public static final KeyFormat MULTISIG =
            new KeyFormat("/cosmos.crypto.multisig.LegacyAminoPubKey", "tendermint/PubKeyMultisigThreshold");
    /** Ethermint and the chains that came from it. */
    public static final KeyFormat ETHERMINT =
            new KeyFormat("/ethermint.crypto.v1.ethsecp256k1.PubKey", "ethermint/PubKeyEthSecp256k1");
    /** Chains with cosmos/evm. */
    public static final KeyFormat COSMOS_EVM =
            new KeyFormat("/cosmos.evm.crypto.v1.ethsecp256k1.PubKey", "os/PubKeyEthSecp256k1");
    /** Injective. */
    public static final KeyFormat INJECTIVE =
            new KeyFormat("/injective.crypto.v1beta1.ethsecp256k1.PubKey", "injective/PubKeyEthSecp256k1");

    private static final List<KeyFormat> KNOWN =
            List.of(SECP256K1, ED25519, MULTISIG, ETHERMINT, COSMOS_EVM, INJECTIVE);

    /** A format that is known here, by its protobuf type. */
    public static Optional<KeyFormat> ofTypeUrl(String typeUrl) {
        return KNOWN.stream().filter(format -> format.typeUrl.equals(typeUrl)).findFirst();
    }

    /**
     * The format of a chain's account keys, by its protobuf type. Of one that is not known here, it is named as Ethermint
     * names it in amino, which only signing in {@link SignMode#LEGACY_AMINO_JSON} and {@code keys export} depend on.
     */
    public static KeyFormat ofAccounts(String typeUrl) {
        return ofTypeUrl(typeUrl).orElseGet(() -> new KeyFormat(typeUrl, ETHERMINT.aminoName));
    }

    static List<KeyFormat> known() {
        return KNOWN;
    }

    /** The name of the private keys that belong to it. */
    String privateAminoName() {
        return aminoName.replace("/PubKey", "/PrivKey");
    }
}
