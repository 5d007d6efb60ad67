package dev.orrery.benchmarks.client;

import dev.orrery.benchmarks.measure.Samples;
import dev.orrery.client.ChainClient;
import dev.orrery.client.ChainConnection;
import dev.orrery.network.Chain;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** From nothing to the first answer of a query that needs the chain's descriptors. */
final class FirstUse {
    static final Duration WANTED = Duration.ofMillis(100);

    private final PrintStream out;
    private final Chain chain;

    FirstUse(PrintStream out, Chain chain) {
        this.out = out;
        this.chain = chain;
    }

    void run(int rounds) {
        ChainConnection cached = chain.client().connection();
        ChainConnection cold = new ChainConnection(
                cached.nodes(),
                cached.chainId(),
                cached.prefix(),
                cached.gasPrice(),
                cached.feeDenom(),
                cached.coinType(),
                cached.timeout(),
                cached.trusted(),
                Optional.empty());
        out.printf(
                "%n%-46s %8s %8s %8s   (ms, %d rounds)%n",
                "a new client's first query", "first", "median", "max", rounds);
        measure("descriptors fetched from the node, and linked", rounds, () -> ChainClient.open(cold));
        Optional<Duration> second = cached.descriptors()
                .map(kept -> measure("descriptors from the cache", rounds, () -> ChainClient.open(cached)));
        try (ChainClient known = ChainClient.open(cold)) {
            var descriptors = known.descriptors();
            measure("descriptors of another client", rounds, () -> ChainClient.open(cold, descriptors));
            out.printf(
                    "%-46s %8d messages, %d services%n",
                    "what they describe",
                    descriptors.messageNames().size(),
                    descriptors.serviceNames().size());
        }
        second.ifPresent(took -> out.printf(
                Locale.ROOT,
                "a second client of the same binary, in this process: %.1f ms, wanted below %d: %s%n",
                millis(took),
                WANTED.toMillis(),
                took.compareTo(WANTED) < 0 ? "holds" : "missed"));
    }

    /** @return the median */
    private Duration measure(String label, int rounds, Supplier<ChainClient> opened) {
        Samples samples = new Samples();
        Duration first = Duration.ZERO;
        for (int i = 0; i < rounds; i++) {
            long start = System.nanoTime();
            try (ChainClient client = opened.get()) {
                client.query("cosmos.bank.v1beta1.Query/SupplyOf", Map.of("denom", chain.denom()));
                Duration took = Duration.ofNanos(System.nanoTime() - start);
                samples.add(took);
                first = i == 0 ? took : first;
            }
        }
        out.printf(
                Locale.ROOT,
                "%-46s %8.1f %8.1f %8.1f%n",
                label,
                millis(first),
                millis(samples.median()),
                millis(samples.max()));
        return samples.median();
    }

    static double millis(Duration duration) {
        return duration.toNanos() / 1e6;
    }
}
