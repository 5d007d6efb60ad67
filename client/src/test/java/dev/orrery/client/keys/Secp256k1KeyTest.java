package dev.orrery.client.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orrery.base.InvalidInputException;
import dev.orrery.base.Sha256;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Secp256k1KeyTest {
    private static final String BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    private static final Mnemonic ABANDON = Mnemonic.fromEntropy(new byte[16]);

    @Test
    void givesTheWellKnownCosmosAddress() {
        Secp256k1Key key = Secp256k1Key.fromMnemonic(ABANDON, HdPath.parse("m/44'/118'/0'/0/0"));

        assertThat(key.address("cosmos")).isEqualTo("cosmos19rl4cm2hmr8afy4kldpxz3fka4jguq0auqdal4");
        assertThat(key.publicKey().bytes()).hasSize(33);
    }

    /** Test vectors 1 to 4 of BIP-32; the third and the fourth are about keys with leading zeros. */
    @ParameterizedTest
    @CsvSource({
        "000102030405060708090a0b0c0d0e0f, m,"
            + "xprv9s21ZrQH143K3QTDL4LXw2F7HEK3wJUD2nW2nRk4stbPy6cq3jPPqjiChkVvvNKmPGJxWUtg6LnF5kejMRNNU3TGtRBeJgk33yuGBxrMPHi",
        "000102030405060708090a0b0c0d0e0f, m/0',"
            + "xprv9uHRZZhk6KAJC1avXpDAp4MDc3sQKNxDiPvvkX8Br5ngLNv1TxvUxt4cV1rGL5hj6KCesnDYUhd7oWgT11eZG7XnxHrnYeSvkzY7d2bhkJ7",
        "000102030405060708090a0b0c0d0e0f, m/0'/1,"
            + "xprv9wTYmMFdV23N2TdNG573QoEsfRrWKQgWeibmLntzniatZvR9BmLnvSxqu53Kw1UmYPxLgboyZQaXwTCg8MSY3H2EU4pWcQDnRnrVA1xe8fs",
        "000102030405060708090a0b0c0d0e0f, m/0'/1/2'/2/1000000000,"
            + "xprvA41z7zogVVwxVSgdKUHDy1SKmdb533PjDz7J6N6mV6uS3ze1ai8FHa8kmHScGpWmj4WggLyQjgPie1rFSruoUihUZREPSL39UNdE3BBDu76",
        "fffcf9f6f3f0edeae7e4e1dedbd8d5d2cfccc9c6c3c0bdbab7b4b1aeaba8a5a29f9c999693908d8a8784817e7b7875726f6c696663605d5a5754514e4b484542,"
            + "m/0/2147483647'/1/2147483646'/2,"
            + "xprvA2nrNbFZABcdryreWet9Ea4LvTJcGsqrMzxHx98MMrotbir7yrKCEXw7nadnHM8Dq38EGfSh6dqA9QWTyefMLEcBYJUuekgW4BYPJcr9E7j",
        "4b381541583be4423346c643850da4b320e46a87ae3d2a4e6da11eba819cd4acba45d239319ac14f863b8d5ab5a0d0c64d2e8a1e7d1457df2e5a3c51c73235be,"
            + " m/0',"
            + "xprv9uPDJpEQgRQfDcW7BkF7eTya6RPxXeJCqCJGHuCJ4GiRVLzkTXBAJMu2qaMWPrS7AANYqdq6vcBcBUdJCVVFceUvJFjaPdGZ2y9WACViL4L",
        "3ddd5602285899a946114506157c7997e5444528f3003f6134712147db19b678, m,"
            + "xprv9s21ZrQH143K48vGoLGRPxgo2JNkJ3J3fqkirQC2zVdk5Dgd5w14S7fRDyHH4dWNHUgkvsvNDCkvAwcSHNAQwhwgNMgZhLtQC63zxwhQmRv",
        "3ddd5602285899a946114506157c7997e5444528f3003f6134712147db19b678, m/0',"
            + "xprv9vB7xEWwNp9kh1wQRfCCQMnZUEG21LpbR9NPCNN1dwhiZkjjeGRnaALmPXCX7SgjFTiCTT6bXes17boXtjq3xLpcDjzEuGLQBM5ohqkao9G",
        "3ddd5602285899a946114506157c7997e5444528f3003f6134712147db19b678, m/0'/1',"
            + "xprv9xJocDuwtYCMNAo3Zw76WENQeAS6WGXQ55RCy7tDJ8oALr4FWkuVoHJeHVAcAqiZLE7Je3vZJHxspZdFHfnBEjHqU5hG1Jaj32dVoS6XLT1"
    })
    void derivesThePublishedKeys(String seed, String path, String extendedKey) {
        Secp256k1Key key = Secp256k1Key.fromSeed(HexFormat.of().parseHex(seed), HdPath.parse(path));

        assertThat(key.privateKey()).isEqualTo(privateKeyOf(extendedKey));
    }

    /** RFC 6979 has no vector for secp256k1; these two are the ones that its implementations share. */
    @ParameterizedTest
    @CsvSource({
        "Satoshi Nakamoto,"
                + "934b1ea10a4b3c1757e2b0c017d0b6143ce3c9a7e6a4a49860d7a6ab210ee3d8"
                + "2442ce9d2b916064108014783e923ec36b49743e2ffa1c4496f01a512aafd9e5",
        "'All those moments will be lost in time, like tears in rain. Time to die...',"
                + "8600dbd41e348fe5c9465ab92d23e3db8b98b873beecd930736488696438cb6b"
                + "547fe64427496db33bf66019dacbf0039c04199abb0122918601db38a72cfc21"
    })
    void signsDeterministicallyWithLowS(String message, String signature) {
        byte[] one = new byte[32];
        one[31] = 1;

        byte[] signed = Secp256k1Key.fromPrivateKey(one).sign(message.getBytes(StandardCharsets.UTF_8));

        assertThat(HexFormat.of().formatHex(signed)).isEqualTo(signature);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0000000000000000000000000000000000000000000000000000000000000000", "ffff"})
    void refusesWhatIsNoKey(String hex) {
        assertThatThrownBy(() -> Secp256k1Key.fromPrivateKey(HexFormat.of().parseHex(hex)))
                .isInstanceOf(InvalidInputException.class);
    }

    @Test
    void refusesTheOrderOfTheCurve() {
        byte[] order = HexFormat.of().parseHex("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141");

        assertThatThrownBy(() -> Secp256k1Key.fromPrivateKey(order)).isInstanceOf(InvalidInputException.class);
    }

    /** The seed of BIP-39's first vector, whose passphrase is TREZOR, gives BIP-32's root there. */
    @Test
    void aPassphraseGivesOtherKeys() {
        byte[] rootOfTheVector = privateKeyOf(
                "xprv9s21ZrQH143K3h3fDYiay8mocZ3afhfULfb5GX8kCBdno77K4HiA15Tg23wpbeF1pLfs1c5SPmYHrEpTuuRhxMwvKDwqdKiGJS9XFKzUsAF");

        assertThat(Secp256k1Key.fromMnemonic(ABANDON, "TREZOR", HdPath.parse("m"))
                        .privateKey())
                .isEqualTo(rootOfTheVector);
    }

    @Test
    void whatItSignsVerifiesWithItsPublicKeyAlone() {
        Secp256k1Key key = Secp256k1Key.fromMnemonic(ABANDON, HdPath.ofCoinType(118));
        PublicKey other =
                Secp256k1Key.fromMnemonic(ABANDON, HdPath.ofCoinType(60)).publicKey();
        byte[] signature = key.sign(new byte[] {1, 2, 3});

        assertThat(key.publicKey().verify(new byte[] {1, 2, 3}, signature)).isTrue();
        assertThat(key.publicKey().verify(new byte[] {1, 2, 4}, signature)).isFalse();
        assertThat(other.verify(new byte[] {1, 2, 3}, signature)).isFalse();
        assertThat(key.publicKey().verify(new byte[] {1, 2, 3}, new byte[63])).isFalse();
    }

    @Test
    void showsOnlyItsPublicHalf() {
        Secp256k1Key key = Secp256k1Key.fromMnemonic(ABANDON, HdPath.ofCoinType(118));

        assertThat(key.toString())
                .contains(HexFormat.of().formatHex(key.publicKey().bytes()))
                .doesNotContain(HexFormat.of().formatHex(key.privateKey()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "44'/118'", "m/", "m/x", "m/2147483648", "m/-1", "m//0"})
    void refusesWhatIsNoPath(String text) {
        assertThatThrownBy(() -> HdPath.parse(text))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("m/44'/118'/0'/0/0");
    }

    @Test
    void writesPathsAsItReadsThem() {
        assertThat(HdPath.ofCoinType(118)).hasToString("m/44'/118'/0'/0/0");
        assertThat(HdPath.parse("m/44h/60H/1'/0/7")).isEqualTo(HdPath.bip44(60, 1, 7));
    }

    /** An extended private key is 78 bytes in Base58 with a checksum; the key is its end. */
    private static byte[] privateKeyOf(String extendedKey) {
        BigInteger number = BigInteger.ZERO;
        for (char character : extendedKey.toCharArray()) {
            number = number.multiply(BigInteger.valueOf(58)).add(BigInteger.valueOf(BASE58.indexOf(character)));
        }
        byte[] bytes = Mnemonic.fixedLength(number, 82);
        byte[] checksum = Sha256.of(Sha256.of(Arrays.copyOf(bytes, 78)));
        assertThat(Arrays.copyOfRange(bytes, 78, 82))
                .as("checksum of the vector")
                .isEqualTo(Arrays.copyOf(checksum, 4));
        return Arrays.copyOfRange(bytes, 46, 78);
    }
}
