package dev.orrery.client.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.base.ChainException;
import dev.orrery.base.Failure;
import dev.orrery.client.TxException;
import dev.orrery.client.TxFailureReason;
import dev.orrery.client.TxResult;
import dev.orrery.client.internal.TxErrors.Subject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TxErrorsTest {
    private static final Subject SUBJECT =
            new Subject("sending MsgSend from cosmos1abc", "hub-1", List.of("/cosmos.bank.v1beta1.MsgSend"));

    @ParameterizedTest
    @CsvSource({
        "4, UNAUTHORIZED, sign with the key",
        "5, INSUFFICIENT_FUNDS, fund the sender",
        "11, OUT_OF_GAS, give more gas",
        "13, INSUFFICIENT_FEE, raise the gas price",
        "20, MEMPOOL_FULL, wait until blocks have emptied it",
        "21, TOO_LARGE, send fewer or smaller messages",
        "30, HEIGHT_PASSED, give a later timeoutHeight",
        "32, WRONG_SEQUENCE, use one client"
    })
    void theUsualRefusalsSayWhatToDo(long code, TxFailureReason reason, String hint) {
        TxException refused = TxErrors.refused(SUBJECT, "sdk", code, "the chain's words");

        assertThat(refused)
                .hasMessageContaining("sending MsgSend")
                .hasMessageContaining("hub-1")
                .hasMessageContaining("code " + code + " of sdk: the chain's words")
                .hasMessageContaining(hint);
        assertThat(refused.reason()).isEqualTo(reason);
        assertThat(refused.code()).isEqualTo(code);
        assertThat(refused.codespace()).isEqualTo("sdk");
        assertThat(refused.words()).isEqualTo("the chain's words");
        assertThat(refused.details().messages()).containsExactly("/cosmos.bank.v1beta1.MsgSend");
        assertThat(refused.result()).isEmpty();
    }

    @Test
    void theSameNumberOfAnotherModuleMeansSomethingElse() {
        TxException refused = TxErrors.refused(SUBJECT, "staking", 5, "words");

        assertThat(refused.reason()).isEqualTo(TxFailureReason.OTHER);
        assertThat(refused.failure().hint()).isEmpty();
    }

    @Test
    void aFailureInABlockCarriesItsResult() {
        TxResult result = new TxResult(
                "AB", 7, 11, "sdk", "out of gas in location: WriteFlat", 10, 12, List.of(), List.of(), List.of());

        TxException failed = TxErrors.failed(SUBJECT, result);

        assertThat(failed).hasMessageContaining("hub-1, block 7, transaction AB");
        assertThat(failed.reason()).isEqualTo(TxFailureReason.OUT_OF_GAS);
        assertThat(failed.result()).containsSame(result);
    }

    @ParameterizedTest
    @CsvSource({
        "INSUFFICIENT_FUNDS, 'failed to execute message; message index: 0: spendable balance 1uatom is smaller than"
                + " 2uatom: insufficient funds'",
        "WRONG_KEY, 'pubKey does not match signer address cosmos1abc with signer index: 0: invalid pubkey'",
        "UNAUTHORIZED, 'cosmos1abc: unauthorized'",
        "OTHER, 'validator does not exist'"
    })
    void aSimulationTellsItsReasonInWordsAlone(TxFailureReason reason, String words) {
        ChainException answer =
                new ChainException(Failure.doing("querying").seen(words).build());

        TxException refused = TxErrors.simulationRefused(SUBJECT, answer);

        assertThat(refused.reason()).isEqualTo(reason);
        assertThat(refused.code()).isZero();
        assertThat(refused).hasMessageContaining(words).hasCause(answer);
        assertThat(refused.failure().hint().orElse("")).isEqualTo(reason.hint());
    }

    @Test
    void theRightSequenceIsReadFromTheChainsWords() {
        String words = "account sequence mismatch, expected 12, got 7: incorrect account sequence";

        assertThat(TxErrors.expectedSequence(words)).hasValue(12);
        assertThat(TxErrors.refusedSequence(words)).hasValue(7);
        assertThat(TxErrors.expectedSequence("out of gas")).isEmpty();
    }
}
