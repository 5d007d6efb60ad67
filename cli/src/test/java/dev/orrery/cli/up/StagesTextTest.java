package dev.orrery.cli.up;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.cli.Samples;
import dev.orrery.cli.terminal.Style;
import org.junit.jupiter.api.Test;

class StagesTextTest {
    @Test
    void everyNodeHasARowAndEveryStageThatAnyOfThemWentThroughAColumn() {
        assertThat(StagesText.lines(Samples.NETWORK, Style.PLAIN))
                .containsExactly(
                        "NODE       init-node  start",
                        "hub/val1   0.01 s     1.3 s",
                        "zone/val1  0.01 s     1.3 s",
                        "");
    }
}
