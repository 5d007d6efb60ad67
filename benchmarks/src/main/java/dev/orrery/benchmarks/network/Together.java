package dev.orrery.benchmarks.network;

import dev.orrery.base.AtomicFiles;
import dev.orrery.base.CancelledException;
import dev.orrery.base.Failure;
import dev.orrery.base.OrreryException;
import dev.orrery.benchmarks.measure.Folders;
import dev.orrery.benchmarks.measure.Leftovers;
import dev.orrery.benchmarks.measure.Samples;
import dev.orrery.engine.Orrery;
import dev.orrery.engine.RunningNetwork;
import dev.orrery.engine.UpOptions;
import dev.orrery.spec.NetworkSpec;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;

/** Several networks started at the same moment; all are up at once before any is stopped. */
public final class Together {
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final PrintStream out;
    private final NetworkSpec spec;
    private final Queue<RunningNetwork> running = new ConcurrentLinkedQueue<>();
    private final Queue<Duration> times = new ConcurrentLinkedQueue<>();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();

    public Together(PrintStream out, NetworkSpec spec) {
        this.out = out;
        this.spec = spec;
    }

    /** @return how many networks did not get ready, or left something */
    public int run(int networks) {
        Path folder = Folders.temporary();
        List<Integer> ports = new ArrayList<>();
        try {
            Path place = AtomicFiles.folder(folder.resolve("place"));
            try {
                startAll(networks, place);
                running.forEach(network -> ports.addAll(Leftovers.ports(network.description())));
            } finally {
                running.forEach(RunningNetwork::close);
            }
            failures.forEach(failure -> out.println("failed: " + failure));
            List<String> left = Leftovers.of(place, List.of(), ports);
            Samples samples = new Samples();
            times.forEach(samples::add);
            out.printf("%d networks at the same moment: %d ready, left behind: %s%n", networks, samples.count(), left);
            if (samples.count() > 0) {
                out.printf(
                        Locale.ROOT,
                        "    to ready: fastest %.3f s, median %.3f s, slowest %.3f s%n",
                        Samples.seconds(samples.min()),
                        Samples.seconds(samples.median()),
                        Samples.seconds(samples.max()));
            }
            long distinct = ports.stream().distinct().count();
            out.printf("    %d ports, %d of them distinct%n", ports.size(), distinct);
            return failures.size() + left.size() + (int) (ports.size() - distinct);
        } finally {
            AtomicFiles.deleteTree(folder);
        }
    }

    private void startAll(int networks, Path place) {
        CountDownLatch go = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        for (int i = 1; i <= networks; i++) {
            Path folder = place.resolve("net" + i);
            threads.add(Thread.ofVirtual().start(() -> start(folder, go)));
        }
        go.countDown();
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            threads.forEach(Thread::interrupt);
            Thread.currentThread().interrupt();
            throw new CancelledException(
                    Failure.doing("starting networks").seen("interrupted").build(), e);
        }
    }

    private void start(Path folder, CountDownLatch go) {
        try {
            go.await();
            long start = System.nanoTime();
            running.add(Orrery.up(spec, UpOptions.in(folder).timeout(PATIENCE)));
            times.add(Duration.ofNanos(System.nanoTime() - start));
        } catch (OrreryException e) {
            failures.add(String.join(System.lineSeparator(), e.failure().lines()));
        } catch (InterruptedException e) {
            failures.add("interrupted");
        }
    }
}
