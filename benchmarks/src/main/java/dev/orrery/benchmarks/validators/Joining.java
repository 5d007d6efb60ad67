package dev.orrery.benchmarks.validators;

import dev.orrery.base.AtomicFiles;
import dev.orrery.base.Failure;
import dev.orrery.base.HostException;
import dev.orrery.base.OrreryException;
import dev.orrery.benchmarks.measure.Folders;
import dev.orrery.benchmarks.measure.Samples;
import dev.orrery.engine.Orrery;
import dev.orrery.engine.RunningNetwork;
import dev.orrery.engine.Stage;
import dev.orrery.engine.UpOptions;
import dev.orrery.network.Chain;
import dev.orrery.network.NetworkDescription.NodeDescription;
import dev.orrery.network.NetworkDescription.StageDescription;
import dev.orrery.spec.NetworkSpec;
import dev.orrery.spec.SpecReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * Validators that join after the start: from the start of their process until they are in the active set, beside what cannot
 * be had for less: the node's catching up, and two blocks, after which CometBFT applies what a transaction changes.
 */
final class Joining {
    private static final int BLOCKS = 10;

    private final PrintStream out;
    private Samples caughtUp = new Samples();
    private Samples active = new Samples();
    private Samples signed = new Samples();
    private Samples block = new Samples();
    private Samples least = new Samples();

    Joining(PrintStream out) {
        this.out = out;
    }

    static NetworkSpec network() {
        return SpecReader.read("""
            version: 1
            name: joining
            chains:
              hub:
                binary: { go: github.com/cosmos/ibc-go/v8/testing/simapp/simd@v8.8.0 }
                validators: { inGenesis: 1, created: 2 }
            """, "network.yaml", Path.of(""));
    }

    /**
     * @param limit no round begins after that long; the first always does
     * @return how many starts failed
     */
    int run(int warmUp, int rounds, Duration limit) {
        int failures = 0;
        long end = System.nanoTime() + limit.toNanos();
        for (int i = 0; i < warmUp + rounds && (i <= warmUp || System.nanoTime() < end); i++) {
            if (i == warmUp) {
                caughtUp = new Samples();
                active = new Samples();
                signed = new Samples();
                block = new Samples();
                least = new Samples();
            }
            try {
                round();
            } catch (OrreryException e) {
                failures++;
                out.println(String.join(System.lineSeparator(), e.failure().lines()));
            }
        }
        if (active.count() > 0) {
            print("start -> caught up", caughtUp);
            print("one block of the chain", block);
            print("b  start -> caught up, and two blocks", least);
            print("j  start -> in the active set", active);
            print("   start -> signed a block", signed);
            double ratio = Samples.seconds(active.median()) / Samples.seconds(least.median());
            double blocks = Samples.seconds(active.median().minus(caughtUp.median())) / Samples.seconds(block.median());
            out.printf(Locale.ROOT, "%n%-20s %6.2f   wanted: 1%n", "j / b", ratio);
            out.printf(Locale.ROOT, "caught up -> in the active set: %.1f blocks%n", blocks);
        }
        return failures;
    }

    private void round() {
        Path folder = Folders.temporary();
        try (RunningNetwork running = Orrery.up(network(), UpOptions.in(folder.resolve("network")))) {
            Chain hub = running.network().chain("hub");
            hub.awaitBlocks(1);
            long begin = System.nanoTime();
            hub.awaitBlocks(BLOCKS);
            Duration one = Duration.ofNanos((System.nanoTime() - begin) / BLOCKS);
            block.add(one);
            hub.nodes().stream().skip(1).forEach(node -> {
                Duration start = took(node.description(), Stage.START);
                List<String> log = log(node.description());
                Duration then = start.plus(until(log, " caught up at "));
                caughtUp.add(then);
                least.add(then.plus(one.multipliedBy(2)));
                active.add(start.plus(until(log, " in the active set ")));
                signed.add(start.plus(until(log, " signed block ")));
            });
        } finally {
            AtomicFiles.deleteTree(folder);
        }
    }

    private static Duration took(NodeDescription node, Stage stage) {
        return node.stages().stream()
                .filter(done -> done.stage().equals(stage.label()))
                .map(StageDescription::tookMillis)
                .map(Duration::ofMillis)
                .findFirst()
                .orElseThrow();
    }

    private static List<String> log(NodeDescription node) {
        Path file = Path.of(node.folder(), "logs", Stage.CREATE_VALIDATOR.label() + ".log");
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw AtomicFiles.refused("reading", file, e);
        }
    }

    /** From the log's first line to the one that says this. */
    private static Duration until(List<String> log, String words) {
        return log.stream()
                .filter(line -> line.contains(words))
                .findFirst()
                .map(line -> Duration.between(time(log.getFirst()), time(line)))
                .orElseThrow(() -> new HostException(Failure.doing("reading the log of " + Stage.CREATE_VALIDATOR)
                        .expected("a line with" + words)
                        .seen(String.join("\n", log))
                        .build()));
    }

    private static Instant time(String line) {
        return Instant.parse(line.substring(0, line.indexOf(' ')));
    }

    private void print(String what, Samples samples) {
        out.printf(
                Locale.ROOT,
                "%-46s %8.3f %8.3f %8.3f   (s: min, median, max)%n",
                what,
                Samples.seconds(samples.min()),
                Samples.seconds(samples.median()),
                Samples.seconds(samples.max()));
    }
}
