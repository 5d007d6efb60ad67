package dev.orrery.benchmarks.validators;

import dev.orrery.benchmarks.measure.Ratio;
import dev.orrery.benchmarks.measure.Way;
import dev.orrery.benchmarks.network.Bare;
import dev.orrery.benchmarks.network.Compare;
import dev.orrery.binaries.Binaries;
import dev.orrery.spec.NetworkSpec;
import dev.orrery.spec.SpecReader;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A provider and a consumer with three validators each: from the file until the first change of stake is voting power on the
 * consumer. Beside it, in turns: the same on a provider alone, where no packet has to travel, and the bare start of the same
 * homes.
 */
final class ValidatorChange {
    private static final String PROVIDER = """
        version: 1
        name: consumer
        chains:
          hub:
            binary: { go: github.com/cosmos/interchain-security/v7/cmd/interchain-security-pd@v7.0.1 }
            validators: 3
        """;
    private static final String CONSUMER = """
          zone:
            binary: { go: github.com/cosmos/interchain-security/v7/cmd/interchain-security-cd@v7.0.1 }
            consumerOf: hub
        """;

    private final PrintStream out;
    private final Binaries binaries;

    ValidatorChange(PrintStream out, Binaries binaries) {
        this.out = out;
        this.binaries = binaries;
    }

    /** Both chains. */
    static NetworkSpec network() {
        return read(PROVIDER + CONSUMER);
    }

    /**
     * @param limit for all rounds
     * @return how many starts failed
     */
    int run(int warmUp, int rounds, Duration limit) {
        out.println("from the file until the first change of stake is voting power");
        Map<String, Way> ways = new LinkedHashMap<>();
        ways.put("c", new FirstChange("provider and consumer: power on the consumer", network(), "zone"));
        ways.put("p", new FirstChange("the provider alone: power on itself", read(PROVIDER), "hub"));
        ways.put("b", new Bare(network(), binaries));
        return new Compare(
                        out,
                        ways,
                        List.of(
                                Ratio.of("c", "b", "file to change delivered, over block 1 everywhere by itself"),
                                Ratio.of("c", "p", "what the consumer adds"),
                                Ratio.of("p", "b", "")),
                        false)
                .run(warmUp, rounds, limit);
    }

    private static NetworkSpec read(String yaml) {
        return SpecReader.read(yaml, "network.yaml", Path.of(""));
    }
}
