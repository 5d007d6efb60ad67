package dev.orrery.assertions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.client.Coin;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExpectationsTest {
    private static final String ALICE = "alice of hub (cosmos1a)";

    @Test
    void aBalanceAsExpectedSaysNothing() {
        assertThat(Expectations.balance(ALICE, Coin.parseList("5uatom,7ufoo"), Coin.parse("5uatom")))
                .isEmpty();
        assertThat(Expectations.balance(ALICE, Coin.parseList("7ufoo"), Coin.parse("0uatom")))
                .isEmpty();
    }

    @Test
    void aBalanceThatIsTooLowShowsBothAndTheDifference() {
        assertThat(Expectations.balance(ALICE, Coin.parseList("3uatom,7ufoo"), Coin.parse("5uatom"))
                        .lines())
                .containsExactly(
                        "expected the balance of alice of hub (cosmos1a) to be",
                        "  5uatom",
                        "but it is",
                        "  3uatom",
                        "2uatom too little; all it has: 3uatom,7ufoo");
    }

    @Test
    void aBalanceThatIsTooHighShowsBothAndTheDifference() {
        assertThat(Expectations.balance(ALICE, Coin.parseList("6uatom"), Coin.parse("0uatom"))
                        .lines())
                .containsExactly(
                        "expected the balance of alice of hub (cosmos1a) to be",
                        "  0uatom",
                        "but it is",
                        "  6uatom",
                        "6uatom too much; all it has: 6uatom");
    }

    @Test
    void anEmptyAccountIsSaidToHaveNothing() {
        assertThat(Expectations.balance(ALICE, List.of(), Coin.parse("5uatom")))
                .contains("  0uatom", "all it has: nothing");
    }

    @Test
    void aBalanceBelowTheLeastShowsBothAndTheDifference() {
        assertThat(Expectations.atLeast(ALICE, Coin.parseList("5uatom"), Coin.parse("5uatom")))
                .isEmpty();
        assertThat(Expectations.atLeast(ALICE, Coin.parseList("3uatom,7ufoo"), Coin.parse("5uatom"))
                        .lines())
                .containsExactly(
                        "expected the balance of alice of hub (cosmos1a) to be at least",
                        "  5uatom",
                        "but it is",
                        "  3uatom",
                        "2uatom too little; all it has: 3uatom,7ufoo");
    }

    @Test
    void coinsWhereNoneShouldBeAreListed() {
        assertThat(Expectations.empty(ALICE, Coin.parseList("3uatom,7ufoo")).lines())
                .containsExactly(
                        "expected alice of hub (cosmos1a) to have", "  nothing", "but it has", "  3uatom,7ufoo");
    }

    @Test
    void aPropertyShowsBothAndWhatElseThereIs() {
        assertThat(Expectations.is("the light client c-0 of hub", "Active", "Frozen", "of the channel x")
                        .lines())
                .containsExactly(
                        "expected the light client c-0 of hub to be",
                        "  Active",
                        "but it is",
                        "  Frozen",
                        "of the channel x");
    }

    @Test
    void anEndThatIsNotOpenShowsBothSides() {
        assertThat(Expectations.bothSides(
                                "an open channel", "hub a <-> zone b", "OPEN", "hub", "OPEN", "zone", "CLOSED")
                        .lines())
                .containsExactly(
                        "expected an open channel on both sides of hub a <-> zone b",
                        "  OPEN",
                        "but they are",
                        "  hub: OPEN, zone: CLOSED");
        assertThat(Expectations.bothSides("an open channel", "x", "OPEN", "hub", "OPEN", "zone", "OPEN"))
                .isEmpty();
    }

    @Test
    void tooFewBlocksShowHowManyCame() {
        assertThat(Expectations.blocks("hub", 3, Duration.ofSeconds(1), 10, 12).lines())
                .containsExactly(
                        "expected hub to make", "  3 blocks within 1000 ms", "but it made", "  2 (height 10 to 12)");
    }
}
