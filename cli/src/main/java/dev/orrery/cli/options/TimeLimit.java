package dev.orrery.cli.options;

import dev.orrery.base.Deadline;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;

/** How long a command waits for those that may never answer: one option for all commands, each with a default of its own. */
public final class TimeLimit {
    private static final Duration SHOWN_IN_SECONDS = Duration.ofMinutes(2);

    // Picocli shows the default as the value prints itself, which a Duration does as PT1M.
    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            converter = Limits.class,
            description = "How long to wait before giving up (default: ${DEFAULT-VALUE}).")
    private Limit limit;

    /** @param usual the default, in whole seconds */
    public TimeLimit(Duration usual) {
        this.limit = new Limit(usual);
    }

    public Duration duration() {
        return limit.duration();
    }

    /** Begins now. */
    public Deadline deadline() {
        return Deadline.after(duration());
    }

    private record Limit(Duration duration) {
        @Override
        public String toString() {
            return duration.compareTo(SHOWN_IN_SECONDS) < 0
                    ? duration.toSeconds() + "s"
                    : duration.toMinutes() + "m"
                            + (duration.toSecondsPart() == 0 ? "" : duration.toSecondsPart() + "s");
        }
    }

    private static final class Limits implements ITypeConverter<Limit> {
        @Override
        public Limit convert(String value) {
            return new Limit(new Durations().convert(value));
        }
    }
}
