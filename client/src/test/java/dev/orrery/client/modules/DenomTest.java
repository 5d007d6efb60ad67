package dev.orrery.client.modules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orrery.base.InvalidInputException;
import dev.orrery.client.modules.Denom.Hop;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DenomTest {
    /** What Osmosis calls the atom. */
    @Test
    void hashesTheTraceAsChainsDo() {
        Denom atom = Denom.of("uatom").receivedThrough("transfer", "channel-0");

        assertThat(atom.onChain()).isEqualTo("ibc/27394FB092D2ECCD56123C74F36E4C1F926001CEADA9CA97EA622B25F41E5EB2");
        assertThat(Denom.of("uatom").onChain()).isEqualTo("uatom");
    }

    @Test
    void theNewestHopComesFirstAndGoesFirst() {
        Denom far = Denom.of("uatom").receivedThrough("transfer", "channel-0").receivedThrough("transfer", "channel-7");

        assertThat(far.trace()).isEqualTo("transfer/channel-7/transfer/channel-0/uatom");
        assertThat(far.returnedThrough("transfer", "channel-7").trace()).isEqualTo("transfer/channel-0/uatom");
        assertThatThrownBy(() -> far.returnedThrough("transfer", "channel-0"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("transfer/channel-7");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "uatom",
                "transfer/channel-0/uatom",
                "transfer/channel-7/transfer/channel-0/gamm/pool/1",
                "factory/cosmos1abc/coin"
            })
    void readsWhatItWrites(String trace) {
        assertThat(Denom.parse(trace).trace()).isEqualTo(trace);
    }

    @Test
    void aBaseMayHaveSlashes() {
        assertThat(Denom.parse("transfer/channel-1/gamm/pool/1"))
                .isEqualTo(new Denom(List.of(new Hop("transfer", "channel-1")), "gamm/pool/1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "transfer/channel-0/", "ibc/27394FB0"})
    void whatIsNoTraceIsRefused(String text) {
        assertThatThrownBy(() -> Denom.parse(text)).isInstanceOf(InvalidInputException.class);
    }
}
