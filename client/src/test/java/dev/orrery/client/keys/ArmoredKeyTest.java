package dev.orrery.client.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orrery.base.InvalidInputException;
import dev.orrery.client.keys.ArmoredKey.Kdf;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Both directions with the SDK's own tools, on real files, are tested where there is one. */
class ArmoredKeyTest {
    private static final Secp256k1Key KEY =
            Secp256k1Key.fromMnemonic(Mnemonic.fromEntropy(new byte[16]), HdPath.ofCoinType(118));
    /** What {@code simd keys export} of ibc-go v8.8.0 (SDK 0.50) wrote. */
    private static final String EXPORTED = """
        -----BEGIN TENDERMINT PRIVATE KEY-----
        kdf: argon2
        salt: 103CB2F747A7A55B3CE4BD34F6728E77
        type: secp256k1

        0yWZSD2PwyP/I7OKm3Y/ZWL0XWVHjgaNpVg5Msjlg0qEdAfbUZSMAXEoBagDiVM+
        K6V0jks=
        =MAhQ
        -----END TENDERMINT PRIVATE KEY-----
        """;

    /** What {@code simd keys export} of ibc-go v7.10.0 (SDK 0.47) wrote. */
    private static final String EXPORTED_WITH_BCRYPT = """
        -----BEGIN TENDERMINT PRIVATE KEY-----
        kdf: bcrypt
        salt: 7926F098E608C70379ECBA22B062BF66
        type: secp256k1

        1fsIdJCTZu4N/rgdH5Q/9Ezeg3AxtzI0q4F6TGJ3RkaKFV4e+/QXXtjwH2JPmCEx
        5S+ngmi4Zg80Q6CI42oUuoCMggADzWQ5dVKBzOw=
        =bgfK
        -----END TENDERMINT PRIVATE KEY-----
        """;

    @Test
    void readsWhatTheSdkWrote() {
        for (String exported : List.of(EXPORTED, EXPORTED_WITH_BCRYPT)) {
            assertThat(ArmoredKey.decrypt(exported, "password1").publicKey()).isEqualTo(KEY.publicKey());
        }
    }

    @ParameterizedTest
    @EnumSource
    void readsWhatItWrites(Kdf kdf) {
        Ed25519Key validator = Ed25519Key.fromSeed(new byte[32]);
        EthSecp256k1Key eth = EthSecp256k1Key.fromPrivateKey(KEY.privateKey(), KeyFormat.INJECTIVE);
        for (Signer key : new Signer[] {KEY, validator, eth}) {
            String armored = ArmoredKey.encrypt(key, "password1", kdf);

            assertThat(armored)
                    .startsWith("-----BEGIN TENDERMINT PRIVATE KEY-----\nkdf: "
                            + (kdf == Kdf.ARGON2 ? "argon2" : "bcrypt"));
            assertThat(ArmoredKey.decrypt(armored, "password1").publicKey()).isEqualTo(key.publicKey());
            assertThatThrownBy(() -> ArmoredKey.decrypt(armored, "password2"))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("passphrase")
                    .hasMessageNotContainingAny("password1", "password2");
        }
    }

    @Test
    void noTwoFilesOfAKeyAreTheSame() {
        assertThat(ArmoredKey.encrypt(KEY, "password1", Kdf.ARGON2))
                .isNotEqualTo(ArmoredKey.encrypt(KEY, "password1", Kdf.ARGON2));
    }

    @Test
    void damageIsToldForWhatItIs() {
        refused("", "BEGIN");
        refused(EXPORTED.replace("-----END", "-----ENT"), "no line -----END");
        refused(EXPORTED.replace("=MAhQ", "=MAhR"), "wrong checksum");
        refused(EXPORTED.replace("0yWZ", "0y!Z"), "not Base64");
        refused(EXPORTED.replace("kdf: argon2", "kdf argon2"), "a header without a colon");
        refused(EXPORTED.replace("argon2", "scrypt"), "scrypt");
        refused(EXPORTED.replace("103CB2", "103C"), "16 bytes in hexadecimal");
        refused(EXPORTED.replace("PRIVATE KEY", "PUBLIC KEY"), "TENDERMINT PUBLIC KEY");
    }

    @Test
    void aKeyThatIsElsewhereCannotBeExported() {
        MultisigSigner shared = MultisigSigner.of(MultisigPublicKey.of(1, List.of(KEY.publicKey())), List.of(KEY));

        assertThatThrownBy(() -> ArmoredKey.encrypt(shared, "password1", Kdf.BCRYPT))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("a key in memory");
    }

    private static void refused(String armored, String why) {
        assertThatThrownBy(() -> ArmoredKey.decrypt(armored, "password1"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(why);
    }
}
