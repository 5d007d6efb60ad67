package dev.orrery.benchmarks.genesis;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import dev.orrery.base.AtomicFiles;
import dev.orrery.benchmarks.measure.Options;
import dev.orrery.benchmarks.measure.Samples;
import dev.orrery.benchmarks.measure.Started;
import dev.orrery.binaries.Binaries;
import dev.orrery.binaries.Binary;
import dev.orrery.binaries.BinaryFacts;
import dev.orrery.binaries.BuildProgress;
import dev.orrery.client.Bech32;
import dev.orrery.engine.plan.ChainLayout;
import dev.orrery.engine.plan.ChainPlanner;
import dev.orrery.engine.plan.Layout;
import dev.orrery.engine.plan.LayoutPlanner;
import dev.orrery.engine.plan.Placement;
import dev.orrery.spec.BinarySpec;
import dev.orrery.spec.NetworkSpec;
import dev.orrery.spec.SpecReader;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * What a genesis with many accounts costs to plan, from the network file to the bytes, in time and in memory; beside the
 * program's own {@code add-genesis-account}, which reads and writes the whole file for each. Also the plan of a network of
 * many chains.
 */
public final class GenesisSize {
    private static final BinarySpec.GoModule PROGRAM =
            new BinarySpec.GoModule("github.com/cosmos/ibc-go/v8/testing/simapp/simd", "v8.8.0");
    private static final String BINARY = "{ go: " + PROGRAM.packagePath() + "@" + PROGRAM.version() + " }";
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int ADDRESS = 20;

    private final PrintStream out;
    private final Binary program;
    private final BinaryFacts facts;
    private final Path folder;

    public GenesisSize(PrintStream out, Binaries binaries, Path folder) {
        this.out = out;
        this.program = binaries.get(PROGRAM, BuildProgress.SILENT);
        this.facts = binaries.facts(program, BuildProgress.SILENT);
        this.folder = folder;
    }

    /**
     * Measures and prints.
     *
     * @param counts how many accounts, each a measurement
     * @param rounds how often each is measured; the median counts
     * @param byCli how many accounts the program itself adds
     * @param chains how many chains the largest network has
     */
    public void run(List<String> counts, int rounds, int byCli, int chains) {
        double shell = addedByCli(byCli);
        out.printf(
                Locale.ROOT,
                "add-genesis-account, %d times: %.3f s each, and longer with each account%n%n",
                byCli,
                shell);
        out.printf(
                "%-10s %10s %10s %14s %14s %16s%n",
                "accounts", "median s", "CPU s", "genesis MB", "allocated MB", "CLI / planned");
        for (String count : counts) {
            accounts(Integer.parseInt(count), rounds, shell);
        }
        out.println();
        for (int size = 1; size <= chains; size *= 10) {
            chains(size, rounds);
        }
    }

    private void accounts(int count, int rounds, double shell) {
        Path file = folder.resolve("accounts-" + count + ".csv");
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < count; i++) {
            byte[] address = ByteBuffer.allocate(ADDRESS).putInt(i + 1).array();
            lines.append(Bech32.encode("cosmos", address)).append(",1000000stake\n");
        }
        AtomicFiles.write(file, lines.toString());
        String yaml =
                "version: 1\nname: size\nchains:\n  hub:\n    binary: " + BINARY + "\n    accountsFile: " + file + "\n";
        Samples samples = new Samples();
        long bytes = 0;
        long allocated = 0;
        double cpu = 0;
        for (int round = 0; round <= rounds; round++) {
            long before = allocated();
            double cpuBefore = cpuSeconds();
            long start = System.nanoTime();
            bytes = planned(SpecReader.read(yaml, "network.yaml", folder));
            if (round > 0) { // the first one warms the virtual machine up
                samples.add(Duration.ofNanos(System.nanoTime() - start));
                allocated = allocated() - before;
                cpu = cpuSeconds() - cpuBefore;
            }
        }
        double median = Samples.seconds(samples.median());
        out.printf(
                Locale.ROOT,
                "%-10d %10.3f %10.3f %14.1f %14.1f %16.0f%n",
                count,
                median,
                cpu,
                bytes / 1e6,
                allocated / 1e6,
                shell * count / median);
    }

    private void chains(int count, int rounds) {
        StringBuilder yaml = new StringBuilder("version: 1\nname: size\nchains:\n");
        for (int i = 1; i <= count; i++) {
            yaml.append("  c" + i + ": { binary: " + BINARY + " }\n");
        }
        yaml.append(count == 1 ? "" : "paths:\n");
        for (int i = 2; i <= count; i++) {
            yaml.append("  - between: [c" + (i - 1) + ", c" + i + "]\n");
        }
        Samples samples = new Samples();
        long bytes = 0;
        for (int round = 0; round <= rounds; round++) {
            long start = System.nanoTime();
            bytes = planned(SpecReader.read(yaml.toString(), "network.yaml", folder));
            if (round > 0) {
                samples.add(Duration.ofNanos(System.nanoTime() - start));
            }
        }
        double median = Samples.seconds(samples.median());
        out.printf(
                Locale.ROOT,
                "the plan of %3d chains in a line: %.3f s, %.1f ms a chain, %.1f MB of genesis%n",
                count,
                median,
                median * 1000 / count,
                bytes / 1e6);
    }

    /** All of the plan but its writing: reading, checking, keys, genesis, configuration. */
    private long planned(NetworkSpec spec) {
        Layout layout =
                LayoutPlanner.layout(spec, Placement.onLoopback(LayoutPlanner.nodes(spec), 20_000), Instant.EPOCH);
        long bytes = 0;
        for (ChainLayout chain : layout.chains()) {
            bytes += ChainPlanner.plan(layout, chain, facts).genesis().content().length;
        }
        return bytes;
    }

    /** @return seconds for each */
    private double addedByCli(int count) {
        String simd = program.executable().toString();
        Path home = folder.resolve("home");
        call(simd, "init", "one", "--home", home.toString());
        long start = System.nanoTime();
        for (int i = 0; i < count; i++) {
            String address = Bech32.encode(
                    "cosmos", ByteBuffer.allocate(ADDRESS).putInt(i + 1).array());
            call(simd, "genesis", "add-genesis-account", address, "1000000stake", "--home", home.toString());
        }
        return (System.nanoTime() - start) / 1e9 / count;
    }

    private void call(String... command) {
        try {
            Process process = Started.remember(new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("cli.log").toFile())
                    .start());
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
                Started.end(process);
                throw Options.wrong("status " + process.exitValue(), String.join(" ", command) + " to succeed");
            }
        } catch (IOException e) {
            throw AtomicFiles.refused("starting", Path.of(command[0]), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Options.wrong("an interrupt", String.join(" ", command) + " to end");
        }
    }

    /** On a busy machine it says more than the clock does. */
    private static double cpuSeconds() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime() / 1e9;
    }

    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getTotalThreadAllocatedBytes();
    }
}
