package dev.orrery.benchmarks.network;

import dev.orrery.benchmarks.measure.Ratio;
import dev.orrery.benchmarks.measure.Way;
import dev.orrery.binaries.Binaries;
import dev.orrery.spec.NetworkSpec;
import dev.orrery.spec.SpecReader;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** One chain with more and more validators, or more and more chains: from the file to ready, beside the bare start of the same homes. */
public final class Scale {
    private final PrintStream out;
    private final Binaries binaries;

    public Scale(PrintStream out, Binaries binaries) {
        this.out = out;
        this.binaries = binaries;
    }

    /**
     * @param limit for each number of validators
     * @return how many starts failed
     */
    public int run(List<String> counts, int warmUp, int rounds, Duration limit) {
        return measure(counts, "validators", Scale::network, warmUp, rounds, limit);
    }

    /** The same with more and more chains of one validator each. */
    public int chains(List<String> counts, int warmUp, int rounds, Duration limit) {
        return measure(counts, "chains", Scale::networkOfChains, warmUp, rounds, limit);
    }

    private int measure(
            List<String> counts,
            String what,
            Function<String, NetworkSpec> network,
            int warmUp,
            int rounds,
            Duration limit) {
        int failures = 0;
        for (String count : counts) {
            out.printf("%n%s %s: from the file to ready, to block 1 everywhere%n", count, what);
            NetworkSpec spec = network.apply(count);
            Map<String, Way> ways = new LinkedHashMap<>();
            ways.put("a2", new InProcess(spec));
            ways.put("b", new Bare(spec, binaries));
            failures += new Compare(out, ways, List.of(Ratio.of("a2", "b", "wanted: at most 1.3")), false)
                    .run(warmUp, rounds, limit);
        }
        return failures;
    }

    private static NetworkSpec networkOfChains(String count) {
        StringBuilder yaml = new StringBuilder("version: 1\nname: chains\nchains:\n");
        for (int i = 1; i <= Integer.parseInt(count); i++) {
            yaml.append("  c" + i + ": { binary: { go: github.com/cosmos/ibc-go/v8/testing/simapp/simd@v8.8.0 } }\n");
        }
        return SpecReader.read(yaml.toString(), "network.yaml", Path.of(""));
    }

    public static NetworkSpec network(String validators) {
        String chain = """
            version: 1
            name: scale
            chains:
              hub:
                binary: { go: github.com/cosmos/ibc-go/v8/testing/simapp/simd@v8.8.0 }
            """;
        String yaml = chain + "    validators: " + validators + "\n";
        return SpecReader.read(yaml, "network.yaml", Path.of(""));
    }
}
