package dev.orrery.cli.options;

import java.time.Duration;
import picocli.CommandLine.Option;

/** How long to wait for those that may never answer. */
public final class AnswerTime {
    @Option(
            names = "--timeout",
            defaultValue = "5s",
            paramLabel = "DURATION",
            converter = Durations.class,
            description = "How long the nodes may take to answer (default: ${DEFAULT-VALUE}).")
    public Duration timeout = Duration.ofSeconds(5);
}
