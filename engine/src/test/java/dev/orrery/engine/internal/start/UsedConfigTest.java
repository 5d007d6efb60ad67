package dev.orrery.engine.internal.start;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.engine.UpEvent;
import org.junit.jupiter.api.Test;

/** What differs between the configuration that was planned and the one that a node runs with. */
class UsedConfigTest {
    private static final String PLANNED = """
        moniker = "val1"
        size = 5
        [consensus]
        timeout_commit = "1500ms" # fast
        empty = []
        """;

    @Test
    void anotherValueIsToldWithItsTable() {
        assertThat(UsedConfig.differences(PLANNED, PLANNED.replace("1500ms", "5s")))
                .containsExactly(new UpEvent.Setting("consensus.timeout_commit", "\"1500ms\"", "\"5s\""));
    }

    @Test
    void whatIsGoneIsToldAndWhatWasAddedIsNot() {
        assertThat(UsedConfig.differences(PLANNED, PLANNED.replace("size = 5", "other = 7")))
                .containsExactly(new UpEvent.Setting("size", "5", "nothing"));
    }

    @Test
    void theSameInOtherWordsIsTheSame() {
        assertThat(UsedConfig.differences(PLANNED, """
            # written by the program itself
            size = 5.0
            moniker = 'val1'
            [consensus]
            empty = [
            ]
            timeout_commit = "1.5s"
            """)).isEmpty();
    }

    @Test
    void aFileThatCannotBeReadSaysNothing() {
        assertThat(UsedConfig.differences(PLANNED, "[[[")).isEmpty();
    }
}
