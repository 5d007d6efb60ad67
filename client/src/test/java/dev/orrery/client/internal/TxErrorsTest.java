package dev.orrery.client.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.base.ChainException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TxErrorsTest {
    @ParameterizedTest
    @CsvSource({
        "4, sign with the key",
        "5, fund the sender",
        "11, give more gas",
        "13, raise the gas price",
        "32, use one client"
    })
    void theUsualRefusalsSayWhatToDo(long code, String hint) {
        ChainException refused = TxErrors.refused("sending MsgSend", "hub-1", "sdk", code, "the chain's words");

        assertThat(refused)
                .hasMessageContaining("sending MsgSend")
                .hasMessageContaining("code " + code + " of sdk: the chain's words")
                .hasMessageContaining(hint);
    }

    @Test
    void theSameNumberOfAnotherModuleMeansSomethingElse() {
        assertThat(TxErrors.refused("sending", "hub-1", "staking", 5, "words")
                        .failure()
                        .hint())
                .isEmpty();
        assertThat(TxErrors.isWrongSequence("staking", 32)).isFalse();
    }

    @Test
    void theRightSequenceIsReadFromTheChainsWords() {
        assertThat(TxErrors.expectedSequence(
                        "account sequence mismatch, expected 12, got 7: incorrect account sequence"))
                .hasValue(12);
        assertThat(TxErrors.expectedSequence("out of gas")).isEmpty();
    }
}
