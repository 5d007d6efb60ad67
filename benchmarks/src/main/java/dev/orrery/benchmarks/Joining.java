package dev.orrery.benchmarks;

import dev.orrery.base.AtomicFiles;
import dev.orrery.engine.Orrery;
import dev.orrery.engine.RunningNetwork;
import dev.orrery.engine.Stage;
import dev.orrery.engine.UpOptions;
import dev.orrery.network.Chain;
import dev.orrery.network.NetworkDescription.NodeDescription;
import dev.orrery.network.NetworkDescription.StageDescription;
import dev.orrery.spec.NetworkSpec;
import dev.orrery.spec.SpecReader;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/** Validators that join after the start: from their first block until they have signed one, beside the chain's blocks. */
final class Joining {
    private static final int BLOCKS = 10;
    private static final NetworkSpec NETWORK = SpecReader.read("""
        version: 1
        name: joining
        chains:
          hub:
            binary: { go: github.com/cosmos/ibc-go/v8/testing/simapp/simd@v8.8.0 }
            validators: { inGenesis: 1, created: 2 }
        """, "network.yaml", Path.of(""));

    private final PrintStream out;
    private Samples start = new Samples();
    private Samples joined = new Samples();
    private Samples block = new Samples();

    Joining(PrintStream out) {
        this.out = out;
    }

    void run(int warmUp, int rounds) {
        for (int i = 0; i < warmUp + rounds; i++) {
            if (i == warmUp) {
                start = new Samples();
                joined = new Samples();
                block = new Samples();
            }
            round();
        }
        print("start: process -> first block", start);
        print("create-validator: -> block signed", joined);
        print("one block of the chain", block);
        out.printf(
                Locale.ROOT,
                "    create-validator takes %.1f blocks (medians)%n",
                (double) joined.median().toNanos() / block.median().toNanos());
    }

    private void round() {
        Path folder = Folders.temporary();
        try (RunningNetwork running = Orrery.up(NETWORK, UpOptions.in(folder.resolve("network")))) {
            Chain hub = running.network().chain("hub");
            hub.nodes().stream().skip(1).forEach(node -> {
                start.add(took(node.description(), Stage.START));
                joined.add(took(node.description(), Stage.CREATE_VALIDATOR));
            });
            hub.awaitBlocks(1);
            long begin = System.nanoTime();
            hub.awaitBlocks(BLOCKS);
            block.add(Duration.ofNanos((System.nanoTime() - begin) / BLOCKS));
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

    private void print(String what, Samples samples) {
        out.printf(
                Locale.ROOT,
                "    %-36s min %.3f s, median %.3f s, max %.3f s%n",
                what,
                Samples.seconds(samples.min()),
                Samples.seconds(samples.median()),
                Samples.seconds(samples.max()));
    }
}
