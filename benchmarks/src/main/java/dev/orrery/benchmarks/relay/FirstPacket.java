package dev.orrery.benchmarks.relay;

import dev.orrery.base.AtomicFiles;
import dev.orrery.benchmarks.measure.Folders;
import dev.orrery.benchmarks.measure.Samples;
import dev.orrery.engine.Orrery;
import dev.orrery.engine.RunningNetwork;
import dev.orrery.engine.UpOptions;
import dev.orrery.network.Account;
import dev.orrery.network.Chain;
import dev.orrery.network.Network;
import dev.orrery.network.RelayPath;
import dev.orrery.network.SentTransfer;
import dev.orrery.spec.NetworkSpec;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** From the file to two chains that relay: until the first packet over a path is acknowledged. */
public final class FirstPacket {
    private static final int BLOCKS = 10;

    private final PrintStream out;
    private final NetworkSpec spec;
    private final Map<String, Samples> steps = new LinkedHashMap<>();

    public FirstPacket(PrintStream out, NetworkSpec spec) {
        this.out = out;
        this.spec = spec;
    }

    public void run(int warmUp, int rounds) {
        for (int i = 0; i < warmUp + rounds; i++) {
            if (i == warmUp) {
                steps.clear(); // the rounds before have warmed this process up
            }
            round();
        }
        steps.forEach((step, samples) -> out.printf(
                Locale.ROOT,
                "    %-36s min %.3f s, median %.3f s, max %.3f s%n",
                step,
                Samples.seconds(samples.min()),
                Samples.seconds(samples.median()),
                Samples.seconds(samples.max())));
        out.printf(
                Locale.ROOT,
                "    sent -> acknowledged takes %.2f times two blocks of each side (medians)%n",
                ratio("sent -> acknowledged", "two blocks of each side"));
    }

    private double ratio(String step, String baseline) {
        return (double) samples(step).median().toNanos()
                / samples(baseline).median().toNanos();
    }

    private void round() {
        Path folder = Folders.temporary();
        long start = System.nanoTime();
        try (RunningNetwork running = Orrery.up(spec, UpOptions.in(folder.resolve("network")))) {
            long ready = System.nanoTime();
            Network network = running.network();
            RelayPath path = network.paths().getFirst();
            Account alice = path.a().faucet();
            Account bob = path.b().newAccount();
            SentTransfer packet = alice.transfer("1" + path.a().denom()).to(bob).send();
            long sent = System.nanoTime();
            packet.awaitReceived();
            long received = System.nanoTime();
            packet.awaitAcknowledged();
            long acknowledged = System.nanoTime();
            add("file -> ready", ready - start);
            add("ready -> sent, in a block", sent - ready);
            add("sent -> received", received - sent);
            add("sent -> acknowledged", acknowledged - sent);
            add("file -> first packet acknowledged", acknowledged - start);
            add("two blocks of each side", 2 * (blockNanos(path.a()) + blockNanos(path.b())));
        } finally {
            AtomicFiles.deleteTree(folder);
        }
    }

    private static long blockNanos(Chain chain) {
        chain.awaitBlocks(1);
        long start = System.nanoTime();
        chain.awaitBlocks(BLOCKS);
        return (System.nanoTime() - start) / BLOCKS;
    }

    private void add(String step, long nanos) {
        samples(step).add(Duration.ofNanos(nanos));
    }

    private Samples samples(String step) {
        return steps.computeIfAbsent(step, name -> new Samples());
    }
}
