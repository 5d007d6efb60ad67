package dev.orrery.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orrery.base.InvalidInputException;
import java.util.HexFormat;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The vectors are those of BIP-173. */
class Bech32Test {
    @ParameterizedTest
    @CsvSource({
        "A12UEL5L, a, ''",
        "an83characterlonghumanreadablepartthatcontainsthenumber1andtheexcludedcharactersbio1tt5tgs,"
                + "an83characterlonghumanreadablepartthatcontainsthenumber1andtheexcludedcharactersbio, ''",
        "abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw, abcdef, 00443214c74254b635cf84653a56d7c675be77df",
        "split1checkupstagehandshakeupstreamerranterredcaperred2y9e3w, split,"
                + "c5f38b70305f519bf66d85fb6cf03058f3dde463ecd7918f2dc743918f2d",
        "?1ezyfcl, ?, ''"
    })
    void readsAndWritesThePublishedVectors(String text, String prefix, String hex) {
        Bech32.Decoded decoded = Bech32.decode(text);

        assertThat(decoded.prefix()).isEqualTo(prefix);
        assertThat(HexFormat.of().formatHex(decoded.bytes())).isEqualTo(hex);
        assertThat(Bech32.encode(prefix, decoded.bytes())).isEqualTo(text.toLowerCase(Locale.ROOT));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " 1nwldj5",
                "\u007f1axkwrx",
                "an84characterslonghumanreadablepartthatcontainsthenumber1andtheexcludedcharactersbio1569pvx",
                "pzry9x0s0muk",
                "1pzry9x0s0muk",
                "x1b4n0q5v",
                "li1dgmt3",
                "A1G7SGD8",
                "10a06t8",
                "1qzzfhee",
                "a12UEL5L",
                "split1checkupstagehandshakeupstreamerranterredcaperred2y9e2w"
            })
    void refusesThePublishedInvalidOnes(String text) {
        assertThatThrownBy(() -> Bech32.decode(text)).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void refusesAnAddressOfSomethingElse() {
        String operator = Bech32.encode("cosmosvaloper", new byte[20]);

        assertThat(Bech32.decode("cosmosvaloper", operator)).hasSize(20);
        assertThatThrownBy(() -> Bech32.decode("cosmos", operator))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("expected: the prefix \"cosmos\"")
                .hasMessageContaining("\"cosmosvaloper\"");
    }
}
