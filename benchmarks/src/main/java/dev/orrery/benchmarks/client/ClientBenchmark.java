package dev.orrery.benchmarks.client;

import dev.orrery.base.AtomicFiles;
import dev.orrery.benchmarks.measure.Folders;
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
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

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
            return run(running.network().chain("hub"), amounts, folder);
        } finally {
            AtomicFiles.deleteTree(folder);
        }
    }

    private int run(Chain chain, Amounts amounts, Path folder) {
        String recipient = chain.newAccount().address();
        int warmUp = Math.max(200, amounts.transactions / 5);
        Optional<CosmJsLoad> cosmJs = Optional.of(amounts.cosmJs)
                .filter(wanted -> wanted)
                .map(wanted -> {
                    Path cache =
                            OrreryCache.standard().root().resolve("benchmarks").resolve("cosmjs");
                    return CosmJsLoad.installed(chain, chain.newAccount().address(), warmUp, cache);
                });
        cosmJs.ifPresent(other -> out.printf("compared with %s%n", other.versions()));
        int rounds = Math.max(5, amounts.rounds);
        new FirstUse(out, chain).run(rounds);
        new FreshStart(out, chain).run(rounds, folder.resolve("fresh"), cosmJs);
        OrreryLoad orrery = new OrreryLoad(chain, recipient, warmUp);
        orrery.run(1, warmUp); // so that what follows is compiled
        new Latency(out, chain, recipient).run(10 * amounts.rounds);
        long before = Memory.heapMiB();
        List<Load> loads = new ArrayList<>(List.of(orrery));
        cosmJs.ifPresent(loads::add);
        new Throughput(out, loads).run(List.of(1, 10), amounts.transactions, amounts.rounds);
        int failures = new Flood(out, chain).run(amounts.flood, 10, 50);
        long resident = Memory.residentMiB();
        out.printf(
                "%nmemory     heap in use %d MiB before all sends, %d MiB after; %d MiB resident at most%n",
                before, Memory.heapMiB(), resident);
        cosmJs.ifPresent(other -> out.printf(
                Locale.ROOT,
                "Orrery / CosmJS        %.2f   of %d MiB; Orrery's has the network's supervision in it%n",
                (double) resident / other.mostMemoryMiB(),
                other.mostMemoryMiB()));
        return failures;
    }
}
