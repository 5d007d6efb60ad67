package dev.orrery.client.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.base.ChainException;
import dev.orrery.base.UnreachableException;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a node says that is on its way out is not what its chain says. */
class StoppingNodeTest {
    private static final URI NODE = URI.create("http://127.0.0.1:26657");

    @ParameterizedTest
    @ValueSource(strings = {"Internal error: leveldb: closed", "Internal error: pebble: closed"})
    void aClosedDatabaseMeansThatTheNodeIsLost(String words) {
        assertThat(CometRpc.refusal("block_results", NODE, words))
                .isInstanceOf(UnreachableException.class)
                .hasMessageContaining(words);
    }

    @Test
    void anyOtherErrorIsAnAnswer() {
        assertThat(CometRpc.refusal("block", NODE, "Internal error: height 9 must be less than or equal to 5"))
                .isExactlyInstanceOf(ChainException.class);
    }
}
