package dev.orrery.benchmarks.client;

import dev.orrery.base.AtomicFiles;
import dev.orrery.benchmarks.Folders;
import dev.orrery.binaries.OrreryCache;
import dev.orrery.engine.Orrery;
import dev.orrery.engine.RunningNetwork;
import dev.orrery.engine.UpOptions;
import dev.orrery.network.Chain;
import dev.orrery.spec.NetworkSpec;
import dev.orrery.spec.SpecReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** What the client costs, on one chain with one validator. */
public final class ClientBenchmark {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final PrintStream out;

    public ClientBenchmark(PrintStream out) {
        this.out = out;
    }

    /**
     * How much of everything.
     *
     * @param rounds of each comparison
     * @param transactions of one load
     * @param flood how many sends the threads share
     * @param cosmJs whether to measure CosmJS too
     */
    public record Amounts(int rounds, int transactions, int flood, boolean cosmJs) {}

    /** The network that it runs on. */
    public static NetworkSpec network() {
        try (InputStream in =
                Objects.requireNonNull(ClientBenchmark.class.getResourceAsStream("network.yaml"), "network.yaml")) {
            String yaml = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return SpecReader.read(yaml, SpecReader.FILE_NAME, Path.of("").toAbsolutePath());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @return how much went wrong */
    public int run(NetworkSpec spec, Amounts amounts) {
        Path folder = Folders.temporary();
        try (RunningNetwork running =
                Orrery.up(spec, UpOptions.in(folder.resolve(spec.name())).timeout(PATIENCE))) {
            return run(running.network().chain("hub"), amounts);
        } finally {
            AtomicFiles.deleteTree(folder);
        }
    }

    private int run(Chain chain, Amounts amounts) {
        String recipient = chain.newAccount().address();
        int warmUp = Math.max(200, amounts.transactions / 5);
        OrreryLoad orrery = new OrreryLoad(chain, recipient, warmUp);
        new FirstUse(out, chain).run(Math.max(5, amounts.rounds));
        orrery.run(1, warmUp); // so that what follows is compiled
        new Latency(out, chain, recipient).run(10 * amounts.rounds);
        long before = heapMiB();
        List<Load> loads = List.of(orrery);
        CosmJsLoad cosmJs = null;
        if (amounts.cosmJs) {
            Path cache = OrreryCache.standard().root().resolve("benchmarks").resolve("cosmjs");
            cosmJs = CosmJsLoad.installed(chain, chain.newAccount().address(), warmUp, cache);
            out.printf("%ncompared with %s%n", cosmJs.versions());
            loads = List.of(orrery, cosmJs);
        }
        new Throughput(out, loads).run(List.of(1, 10), amounts.transactions, amounts.rounds);
        int failures = new Flood(out, chain).run(amounts.flood, 10, 50);
        out.printf(
                "%nmemory     heap in use %d MiB before all sends, %d MiB after, %d MiB resident at most%s%n",
                before,
                heapMiB(),
                residentMiB(),
                cosmJs == null ? "" : "; CosmJS " + cosmJs.mostMemoryMiB() + " MiB resident at most");
        return failures;
    }

    private static long heapMiB() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20;
    }

    /** The peak, which the planner and the nodes' supervision are part of. */
    private static long residentMiB() {
        try {
            return java.nio.file.Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }
}
