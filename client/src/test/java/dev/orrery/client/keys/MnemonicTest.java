package dev.orrery.client.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orrery.base.InvalidInputException;
import dev.orrery.base.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

class MnemonicTest {
    /** The English vectors that BIP-39 refers to; their passphrase is TREZOR. */
    @ParameterizedTest
    @CsvFileSource(resources = "bip39.csv")
    void givesThePublishedWordsAndSeeds(String entropy, String phrase, String seed) {
        Mnemonic mnemonic = Mnemonic.fromEntropy(HexFormat.of().parseHex(entropy));

        assertThat(mnemonic.phrase()).isEqualTo(phrase);
        assertThat(Mnemonic.parse(phrase)).isEqualTo(mnemonic);
        assertThat(HexFormat.of().formatHex(mnemonic.seed("TREZOR"))).isEqualTo(seed);
    }

    @Test
    void usesTheEnglishListOfBip39() throws IOException {
        try (InputStream in = Objects.requireNonNull(Mnemonic.class.getResourceAsStream("english.txt"))) {
            assertThat(HexFormat.of().formatHex(Sha256.of(in.readAllBytes())))
                    .isEqualTo("2f5eed53a4727b4bf8880d8f3f199efc90e58503646d9ff8eff3a2ed3b24dbda");
        }
    }

    @Test
    void generatesTwentyFourNewWordsEachTime() {
        Mnemonic one = Mnemonic.generate();

        assertThat(one.size()).isEqualTo(24);
        assertThat(one).isNotEqualTo(Mnemonic.generate());
        assertThat(Mnemonic.parse(one.phrase())).isEqualTo(one);
    }

    @ParameterizedTest
    @ValueSource(ints = {12, 15, 18, 21, 24})
    void generatesAsManyWordsAsAreAskedFor(int words) {
        Mnemonic made = Mnemonic.generate(words);

        assertThat(made.size()).isEqualTo(words);
        assertThat(Mnemonic.parse(made.phrase())).isEqualTo(made);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 11, 13, 27})
    void generatesNoOtherNumber(int words) {
        assertThatThrownBy(() -> Mnemonic.generate(words))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(words + " words");
    }

    @Test
    void readsAnyCaseAndWhiteSpace() {
        assertThat(Mnemonic.parse(" Abandon\tabandon abandon abandon abandon abandon\n"
                        + "abandon abandon abandon abandon abandon ABOUT "))
                .isEqualTo(Mnemonic.fromEntropy(new byte[16]));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "abandon",
                "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon",
                "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abuot",
                "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about"
            })
    void refusesAWrongOneWithoutRepeatingIt(String phrase) {
        assertThatThrownBy(() -> Mnemonic.parse(phrase))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("reading a mnemonic")
                .hasMessageNotContainingAny("abandon", "abuot");
    }

    @Test
    void refusesEntropyOfAnotherLength() {
        assertThatThrownBy(() -> Mnemonic.fromEntropy(new byte[17]))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("17 bytes");
    }

    @Test
    void showsNoWordInItsText() {
        assertThat(Mnemonic.fromEntropy(new byte[16])).hasToString("Mnemonic of 12 words");
    }
}
