package dev.orrery.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orrery.base.InvalidInputException;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CoinTest {
    @Test
    void readsWhatItWrites() {
        Coin coin = Coin.parse("1000uatom");

        assertThat(coin).isEqualTo(new Coin(BigInteger.valueOf(1000), "uatom"));
        assertThat(coin).hasToString("1000uatom");
    }

    @Test
    void readsVouchersAndFactoryDenoms() {
        assertThat(Coin.parse("7ibc/27394FB092D2ECCD56123C74F36E4C1F926001CEADA9CA97EA622B25F41E5EB2")
                        .denom())
                .startsWith("ibc/");
        assertThat(Coin.parse("7factory/stride1abc/my.coin").denom()).isEqualTo("factory/stride1abc/my.coin");
    }

    @Test
    void keepsAmountsBeyondSixtyFourBits() {
        assertThat(Coin.parse("123456789012345678901234567890aevmos").amount())
                .isEqualTo(new BigInteger("123456789012345678901234567890"));
    }

    @Test
    void readsLists() {
        assertThat(Coin.parseList("5uatom, 7ufoo")).containsExactly(Coin.of(5, "uatom"), Coin.of(7, "ufoo"));
        assertThat(Coin.parseList("")).isEmpty();
        assertThat(Coin.toString(List.of(Coin.of(5, "uatom"), Coin.of(7, "ufoo"))))
                .isEqualTo("5uatom,7ufoo");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "uatom", "1000", "-5uatom", "1.5uatom", "5ua", "5 u atom", "5uatom,7ufoo", "5\u00e4tom"})
    void refusesWhatIsNoCoinAndQuotesIt(String text) {
        assertThatThrownBy(() -> Coin.parse(text))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("reading the coin \"")
                .hasMessageContaining("expected:");
    }

    @Test
    void refusesADenomThatComesTwice() {
        assertThatThrownBy(() -> Coin.parseList("5uatom,7uatom"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("\"uatom\" twice");
    }

    @Test
    void calculatesWithinOneDenomAndNeverBelowZero() {
        assertThat(Coin.of(5, "uatom").plus(Coin.of(7, "uatom"))).isEqualTo(Coin.of(12, "uatom"));
        assertThat(Coin.of(7, "uatom").minus(Coin.of(7, "uatom")).isZero()).isTrue();
        assertThatThrownBy(() -> Coin.of(5, "uatom").minus(Coin.of(7, "uatom")))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> Coin.of(5, "uatom").plus(Coin.of(7, "ufoo")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("uatom and ufoo");
    }
}
