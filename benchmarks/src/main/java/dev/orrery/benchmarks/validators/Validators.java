package dev.orrery.benchmarks.validators;

import dev.orrery.benchmarks.measure.Options;
import dev.orrery.benchmarks.network.Scale;
import dev.orrery.binaries.Binaries;
import dev.orrery.spec.NetworkSpec;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;

/** The measurements of validators: many of them, those that join, and a change of their power. All are bounded in time. */
public final class Validators {
    public static final List<String> COMMANDS = List.of("scale", "joining", "validator-change");

    private Validators() {}

    /** The network that a command measures, or the smallest of those. */
    public static NetworkSpec network(Options options) {
        return switch (options.command()) {
            case "joining" -> Joining.network();
            case "validator-change" -> ValidatorChange.network();
            default -> Scale.network("1");
        };
    }

    /** @return how many starts failed */
    public static int run(Options options, PrintStream out, Binaries binaries) {
        int warmUp = options.number("warm-up", 1);
        Duration limit = Duration.ofSeconds(options.number("limit", 300));
        return switch (options.command()) {
            case "joining" -> new Joining(out).run(warmUp, options.number("rounds", 5), limit);
            case "validator-change" ->
                new ValidatorChange(out, binaries).run(warmUp, options.number("rounds", 5), limit);
            default ->
                new Scale(out, binaries)
                        .run(options.list("validators", "1,4,10,20"), warmUp, options.number("rounds", 3), limit);
        };
    }
}
