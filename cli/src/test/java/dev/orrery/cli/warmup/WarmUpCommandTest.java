package dev.orrery.cli.warmup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.cli.CommandLineRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class WarmUpCommandTest {
    @Test
    void itsNetworkGetsReadyAndIsStopped() {
        CommandLineRun run = CommandLineRun.of("warm-up");

        assertThat(run.status()).as(run.out() + run.err()).isZero();
    }

    @Test
    void itsServiceAnswersAndIsStopped() {
        CommandLineRun run = CommandLineRun.of("warm-up", "--serve");

        assertThat(run.status()).as(run.out() + run.err()).isZero();
    }
}
