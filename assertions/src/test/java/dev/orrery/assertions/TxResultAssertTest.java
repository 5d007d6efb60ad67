package dev.orrery.assertions;

import static dev.orrery.assertions.OrreryAssertions.assertThat;
import static dev.orrery.assertions.OrreryAssertions.assertThatThrownBy;

import dev.orrery.base.InvalidInputException;
import dev.orrery.client.Coin;
import dev.orrery.client.Event;
import dev.orrery.client.TxResult;
import java.util.List;
import org.junit.jupiter.api.Test;

class TxResultAssertTest {
    private static final List<Event> EVENTS = List.of(
            new Event("tx", List.of(new Event.Attribute("fee", "500uatom"))),
            new Event(
                    "transfer",
                    List.of(new Event.Attribute("recipient", "cosmos1b"), new Event.Attribute("amount", "5uatom"))));
    private static final TxResult DONE =
            new TxResult("ABCD", 7, 0, "", "", 200_000, 81_234, Coin.parseList("500uatom"), EVENTS, List.of());
    private static final TxResult REFUSED = new TxResult(
            "ABCD",
            7,
            5,
            "sdk",
            "1uatom is smaller than 5uatom: insufficient funds",
            200_000,
            60_000,
            List.of(),
            List.of(),
            List.of());

    @Test
    void whatIsSoPasses() {
        assertThat(DONE)
                .succeeded()
                .hasFee("500uatom")
                .hasFee(Coin.parse("500uatom"))
                .emitted("transfer", "amount", "5uatom")
                .emitted("transfer", "amount", "5uatom", "recipient", "cosmos1b")
                .emitted("transfer")
                .emittedNo("burn")
                .usedAtMostGas(81_234);
        assertThat(REFUSED).failedWith(5).failedWith("sdk", 5);
        assertThat(REFUSED).hasFee("");
    }

    @Test
    void aRefusalQuotesTheChain() {
        assertThatThrownBy(() -> assertThat(REFUSED).succeeded())
                .isInstanceOf(AssertionError.class)
                .message()
                .isEqualToNormalizingNewlines("""
                    expected the transaction ABCD to succeed, with code
                      0
                    but block 7 has it with code
                      5 of sdk: 1uatom is smaller than 5uatom: insufficient funds\
                    """);
    }

    @Test
    void anotherFeeShowsBothAndTheGas() {
        assertThatThrownBy(() -> assertThat(DONE).hasFee("400uatom")).message().isEqualToNormalizingNewlines("""
            expected the transaction ABCD to have paid the fee
              400uatom
            but it paid
              500uatom
            for 200000 gas, of which it used 81234\
            """);
        assertThatThrownBy(() -> assertThat(REFUSED).hasFee("400uatom"))
                .message()
                .isEqualToNormalizingNewlines("""
                    expected the transaction ABCD to have paid the fee
                      400uatom
                    but it paid
                      nothing
                    for 200000 gas, of which it used 60000\
                    """);
    }

    @Test
    void anotherAttributeShowsWhatEventsOfThatTypeHave() {
        assertThatThrownBy(() -> assertThat(DONE).emitted("transfer", "amount", "6uatom"))
                .message()
                .isEqualToNormalizingNewlines("""
                    expected the transaction ABCD to emit
                      transfer{amount=6uatom}
                    but it emitted
                      transfer{recipient=cosmos1b, amount=5uatom}\
                    """);
    }

    @Test
    void aMissingEventShowsWhichThereAre() {
        assertThatThrownBy(() -> assertThat(DONE).emitted("burn", "amount", "6uatom"))
                .message()
                .isEqualToNormalizingNewlines("""
                    expected the transaction ABCD to emit
                      burn{amount=6uatom}
                    but it emitted
                      no burn, only [tx, transfer]\
                    """);
    }

    @Test
    void attributesOfTwoEventsAreNotThoseOfOne() {
        assertThatThrownBy(() -> assertThat(DONE).emitted("transfer", "amount", "5uatom", "recipient", "cosmos1c"))
                .message()
                .isEqualToNormalizingNewlines("""
                    expected the transaction ABCD to emit
                      transfer{amount=5uatom, recipient=cosmos1c}
                    but it emitted
                      transfer{recipient=cosmos1b, amount=5uatom}\
                    """);
        assertThatThrownBy(() -> assertThat(DONE).emitted("transfer", "amount"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("none for \"amount\"");
    }

    @Test
    void anEventThatShouldNotBeIsShown() {
        assertThatThrownBy(() -> assertThat(DONE).emittedNo("tx")).message().isEqualToNormalizingNewlines("""
            expected the transaction ABCD to emit
              no tx
            but it emitted
              tx{fee=500uatom}\
            """);
    }

    @Test
    void anotherFailureQuotesTheChain() {
        assertThatThrownBy(() -> assertThat(REFUSED).failedWith("bank", 4))
                .message()
                .isEqualToNormalizingNewlines("""
                    expected the transaction ABCD to fail with code
                      4 of bank
                    but block 7 has it with code
                      5 of sdk: 1uatom is smaller than 5uatom: insufficient funds\
                    """);
        assertThatThrownBy(() -> assertThat(DONE).failedWith(5)).message().isEqualToNormalizingNewlines("""
            expected the transaction ABCD to fail with code
              5 of sdk
            but it succeeded in block 7\
            """);
    }

    @Test
    void tooMuchGasShowsBothAndTheLimit() {
        assertThatThrownBy(() -> assertThat(DONE).usedAtMostGas(80_000))
                .message()
                .isEqualToNormalizingNewlines("""
                    expected the transaction ABCD to use at most
                      80000 gas
                    but it used
                      81234 gas
                    of the 200000 that it was given\
                    """);
    }
}
