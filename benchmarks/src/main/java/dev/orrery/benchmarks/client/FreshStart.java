package dev.orrery.benchmarks.client;

import dev.orrery.base.AtomicFiles;
import dev.orrery.base.HostException;
import dev.orrery.benchmarks.measure.Samples;
import dev.orrery.client.proto.DescriptorCache;
import dev.orrery.network.Chain;
import dev.orrery.network.Node;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * From the start of a process to the answer of its first query, as every command and every test run pays it: with
 * descriptors from the node and from the cache, with an AOT cache of the virtual machine's (JEP 514) as {@code ./orrery}
 * has one, and CosmJS in a process of its own.
 */
final class FreshStart {
    private static final List<String> VM =
            List.of("-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow");
    /** As {@code ./orrery} has it: what lives for a moment is not worth the best code. */
    private static final List<String> SHORT_LIVED = List.of("-XX:TieredStopAtLevel=1", "-Xlog:disable");

    private final PrintStream out;
    private final Chain chain;

    FreshStart(PrintStream out, Chain chain) {
        this.out = out;
        this.chain = chain;
    }

    /** One process, and how long each of its parts took. */
    private record Sample(Duration total, List<Duration> parts, long memoryMiB) {}

    /** @param cosmJs to measure beside it, if it is there */
    void run(int rounds, Path folder, Optional<CosmJsLoad> cosmJs) {
        DescriptorCache cache = chain.client().connection().descriptors().orElseThrow();
        List<String> kept = List.of(cache.key().orElseThrow(), cache.folder().toString());
        Path aot = AtomicFiles.folder(folder).resolve("first-query.aot");
        try {
            start(List.of("-XX:AOTCacheOutput=" + aot, "-Xlog:disable"), kept);
        } catch (HostException e) {
            // Of classes that are not in a jar the virtual machine makes none.
            out.printf("%nno AOT cache: %s%n", e.failure().seen().orElse("it was not written"));
        }
        List<String> withAot = new ArrayList<>(SHORT_LIVED);
        withAot.add("-XX:AOTCache=" + aot);
        out.printf(
                "%n%-46s %8s %8s %8s %8s %8s %6s   (ms, medians of %d)%n",
                "a first query in a process of its own",
                "all",
                "start",
                "connect",
                "describe",
                "answer",
                "MiB",
                rounds);
        print("Orrery, descriptors fetched", rounds, () -> start(List.of(), List.of()));
        Duration plain = print("Orrery, descriptors from the cache", rounds, () -> start(List.of(), kept));
        Duration best = Files.exists(aot)
                ? print("Orrery, from the cache, with an AOT cache", rounds, () -> start(withAot, kept))
                : plain;
        out.println("each pays for a virtual machine that has no class of the client yet; the "
                + FirstUse.WANTED.toMillis() + " ms that are wanted are above");
        cosmJs.ifPresent(load -> {
            Duration other = print("CosmJS, generated code", rounds, () -> sample(Instant.now(), load::firstQuery));
            out.printf(
                    Locale.ROOT,
                    "CosmJS / Orrery        %.2f   with an AOT cache %.2f%n",
                    FirstUse.millis(other) / FirstUse.millis(plain),
                    FirstUse.millis(other) / FirstUse.millis(best));
        });
    }

    private interface Program {
        /** @return what it printed */
        String run(Instant started);
    }

    private Sample start(List<String> options, List<String> kept) {
        Node node = chain.nodes().getFirst();
        return sample(Instant.now(), started -> {
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString()));
            command.addAll(VM);
            command.addAll(options);
            command.addAll(List.of("-cp", System.getProperty("java.class.path"), FirstQuery.class.getName()));
            command.addAll(List.of(
                    started.toString(),
                    chain.chainId(),
                    node.endpoints().rpc(),
                    node.endpoints().grpc(),
                    chain.denom()));
            command.addAll(kept);
            return Programs.run(Path.of("").toAbsolutePath(), command, "");
        });
    }

    private static Sample sample(Instant started, Program program) {
        // The virtual machine that writes a cache talks about it behind.
        String[] said = program.run(started).lines().findFirst().orElseThrow().split(" ", -1);
        List<Duration> parts = new ArrayList<>();
        Duration total = Duration.ZERO;
        for (int i = 0; i < said.length - 1; i++) {
            Duration part = Duration.ofNanos(1000 * Long.parseLong(said[i]));
            parts.add(part);
            total = total.plus(part);
        }
        return new Sample(total, parts, Long.parseLong(said[said.length - 1]));
    }

    private Duration print(String label, int rounds, Supplier<Sample> one) {
        List<Samples> parts = new ArrayList<>();
        Samples totals = new Samples();
        long memory = 0;
        for (int i = 0; i < rounds; i++) {
            Sample sample = one.get();
            totals.add(sample.total);
            memory = Math.max(memory, sample.memoryMiB);
            for (int part = 0; part < sample.parts.size(); part++) {
                if (i == 0) {
                    parts.add(new Samples());
                }
                parts.get(part).add(sample.parts.get(part));
            }
        }
        StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-46s", label));
        line.append(String.format(Locale.ROOT, " %8.1f", FirstUse.millis(totals.median())));
        parts.forEach(part -> line.append(String.format(Locale.ROOT, " %8.1f", FirstUse.millis(part.median()))));
        out.println(line.append(String.format(Locale.ROOT, " %6d", memory)));
        return totals.median();
    }
}
