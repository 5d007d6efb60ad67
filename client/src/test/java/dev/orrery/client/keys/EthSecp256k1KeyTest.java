package dev.orrery.client.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.client.Bech32;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EthSecp256k1KeyTest {
    private static final Mnemonic JUNK = Mnemonic.parse("test test test test test test test test test test test junk");

    /** The accounts that Ethereum's development tools start with, as Hardhat prints them. */
    @ParameterizedTest
    @CsvSource({
        "0, ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80,"
                + " 0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266",
        "1, 59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d,"
                + " 0x70997970C51812dc3A010C7d01b50e0d17dc79C8"
    })
    void derivesTheWellKnownAccounts(int index, String privateKey, String address) {
        EthSecp256k1Key key = EthSecp256k1Key.fromMnemonic(
                JUNK, "", HdPath.bip44(EthSecp256k1Key.COIN_TYPE, 0, index), KeyFormat.ETHERMINT);

        assertThat(HexFormat.of().formatHex(key.privateKey())).isEqualTo(privateKey);
        assertThat(key.hexAddress()).isEqualTo(address);
    }

    @Test
    void theSameBytesAreTheBech32Address() {
        EthSecp256k1Key key = EthSecp256k1Key.fromPrivateKey(oneAsKey(), KeyFormat.COSMOS_EVM);

        assertThat(key.hexAddress()).isEqualTo("0x7E5F4552091A69125d5DfCb7b8C2659029395Bdf");
        assertThat(Bech32.decode("evmos", key.address("evmos")))
                .isEqualTo(HexFormat.of().parseHex("7e5f4552091a69125d5dfcb7b8c2659029395bdf"));
    }

    /** The example of EIP-155: its signing data, whose Keccak-256 is signed, and r and s. */
    @Test
    void signsKeccakAsThePublishedExample() {
        byte[] privateKey = new byte[32];
        Arrays.fill(privateKey, (byte) 0x46);
        byte[] data = HexFormat.of()
                .parseHex("ec098504a817c800825208943535353535353535353535353535353535353535880de0b6b3a764000080018080");
        EthSecp256k1Key key = EthSecp256k1Key.fromPrivateKey(privateKey, KeyFormat.ETHERMINT);

        byte[] signature = key.sign(data);

        assertThat(HexFormat.of().formatHex(Hashes.keccak256(data)))
                .isEqualTo("daf5a779ae972f972197303d7b574746c7ef83eadac0f2791ad23db92e4c8e53");
        assertThat(HexFormat.of().formatHex(signature))
                .isEqualTo("28ef61340bd939bc2195fe537567866003e1a15d3c71ff63e1590620aa636276"
                        + "67cbe9d8997f761aecb703304b3800ccf555c9f3dc64214b297fb1966a3b6d83");
        assertThat(key.publicKey().verify(data, signature)).isTrue();
    }

    @Test
    void chainsNameTheSameKeyDifferently() {
        EthSecp256k1Key ethermint = EthSecp256k1Key.fromPrivateKey(oneAsKey(), KeyFormat.ETHERMINT);
        EthSecp256k1Key injective = EthSecp256k1Key.fromPrivateKey(oneAsKey(), KeyFormat.INJECTIVE);

        assertThat(ethermint.publicKey().toAny().typeUrl()).isEqualTo("/ethermint.crypto.v1.ethsecp256k1.PubKey");
        assertThat(injective.publicKey().toAny().typeUrl()).isEqualTo("/injective.crypto.v1beta1.ethsecp256k1.PubKey");
        assertThat(injective.publicKey()).isNotEqualTo(ethermint.publicKey());
        assertThat(injective.hexAddress()).isEqualTo(ethermint.hexAddress());
    }

    @Test
    void showsOnlyItsPublicHalf() {
        EthSecp256k1Key key = EthSecp256k1Key.fromMnemonic(
                JUNK, "", HdPath.ofCoinType(EthSecp256k1Key.COIN_TYPE), KeyFormat.ETHERMINT);

        assertThat(key.toString()).doesNotContain(HexFormat.of().formatHex(key.privateKey()));
    }

    private static byte[] oneAsKey() {
        byte[] one = new byte[32];
        one[31] = 1;
        return one;
    }
}
