package dev.orrery.benchmarks.service;

import dev.orrery.base.AtomicFiles;
import dev.orrery.benchmarks.measure.Folders;
import dev.orrery.benchmarks.measure.Samples;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The API service beside the disk, the loopback interface, and services of the usual kind; by turns, in one run. */
public final class ServiceBenchmark {
    private static final int MEGA = 1_000_000;

    private final PrintStream out;
    private final Path launcher;
    private final Map<String, Map<String, Samples>> results = new LinkedHashMap<>();

    /** @param launcher the script {@code orrery}, whose program is built */
    public ServiceBenchmark(PrintStream out, Path launcher) {
        this.out = out;
        this.launcher = launcher;
    }

    /**
     * How much of everything.
     *
     * @param rounds of each measurement
     * @param waiters how many want the genesis
     * @param genesis its size, in megabytes
     * @param large the size of the large file, in megabytes
     * @param limit after which no new round is begun
     */
    public record Amounts(int rounds, int waiters, int genesis, int large, Duration limit) {}

    /**
     * Measures, and prints each result as soon as it is had.
     *
     * @param cache where rivals are installed
     * @return how much of our own failed; what a rival cannot do is printed, and no failure
     */
    public int run(Amounts amounts, Path cache) {
        Path folder = Folders.temporary();
        long end = System.nanoTime() + amounts.limit().toNanos();
        int ownFailures = 0;
        try {
            Path genesis = noise(folder.resolve("genesis.json"), amounts.genesis());
            Path large = noise(folder.resolve("large"), amounts.large());
            List<Rival> rivals = rivals(cache);
            for (int round = 0; round < amounts.rounds() && System.nanoTime() < end; round++) {
                out.printf("%nround %d of %d%n", round + 1, amounts.rounds());
                limits(folder, large);
                for (Rival rival : rivals) {
                    try {
                        measure(rival, AtomicFiles.folder(folder.resolve("of")), genesis, large, amounts.waiters());
                    } catch (IOException e) {
                        out.println("    " + rival.label() + " failed: " + e.getMessage());
                        ownFailures += rival instanceof OrreryRival ? 1 : 0;
                    } finally {
                        AtomicFiles.deleteTree(folder.resolve("of"));
                    }
                }
            }
            new Comparison(out, results).print(amounts.genesis(), amounts.large());
        } catch (IOException e) {
            out.println("failed: " + e);
            ownFailures++;
        } finally {
            AtomicFiles.deleteTree(folder);
        }
        return ownFailures;
    }

    private List<Rival> rivals(Path cache) {
        List<Rival> rivals = new ArrayList<>(List.of(new OrreryRival(launcher)));
        try {
            FastApiRival plain = FastApiRival.installed(cache, false);
            out.println("compared with " + plain.versions());
            rivals.add(plain);
            rivals.add(FastApiRival.installed(cache, true));
        } catch (IOException e) {
            out.println(
                    "without FastAPI, which could not be installed (it needs python3 with venv): " + e.getMessage());
        }
        return rivals;
    }

    private void limits(Path folder, Path large) throws IOException {
        Path copy = folder.resolve("copy");
        took(Comparison.COPY, "plain copy + fsync", Limit.copy(large, copy));
        Files.delete(copy);
        took(Comparison.SOCKET, "bare socket", Limit.loopback(large));
    }

    private void measure(Rival rival, Path folder, Path genesis, Path large, int waiters) throws IOException {
        long start = System.nanoTime();
        try (Rival.Running running = rival.start(folder)) {
            took(Comparison.START, rival.label(), Duration.ofNanos(System.nanoTime() - start));
            took(Comparison.START + Comparison.PROCESSOR, rival.label(), ProcessorTime.of(running.process()));
            memory(Comparison.IDLE, rival.label(), Memory.resident(running.process()));
            for (String name : List.of("first.json", "genesis.json")) {
                Duration all = toWaiters(running, name, genesis, waiters);
                took(name.equals("first.json") ? Comparison.FIRST : Comparison.WAITERS, rival.label(), all);
            }
            both(Comparison.UPLOAD, rival.label(), running, () -> {
                running.upload("large", large);
                return null;
            });
            both(Comparison.DOWNLOAD, rival.label(), running, () -> running.download("large"));
            memory(Comparison.PEAK, rival.label(), Memory.peak(running.process()));
        }
    }

    /**
     * From the beginning of the upload until everybody has the file. Where a service has no way to wait, its readers ask
     * at the moment when the upload is done: no poll could be better.
     */
    private static Duration toWaiters(Rival.Running running, String name, Path file, int waiters) throws IOException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CountDownLatch asked = new CountDownLatch(running.waits() ? waiters : 0);
            CountDownLatch stored = new CountDownLatch(running.waits() ? 0 : 1);
            List<Future<Long>> readers = new ArrayList<>();
            for (int i = 0; i < waiters; i++) {
                readers.add(threads.submit(() -> {
                    stored.await();
                    return running.await(name, asked::countDown);
                }));
            }
            asked.await();
            long start = System.nanoTime();
            running.upload(name, file);
            stored.countDown();
            for (Future<Long> reader : readers) {
                if (reader.get() != Files.size(file)) {
                    throw new IOException("a reader got something else");
                }
            }
            return Duration.ofNanos(System.nanoTime() - start);
        } catch (InterruptedException | ExecutionException e) {
            throw new IOException("a reader failed: " + e.getMessage(), e);
        }
    }

    /** How long it takes, and how long it keeps the service's processors busy. */
    private void both(String what, String who, Rival.Running running, Callable<?> work) throws IOException {
        Duration before = ProcessorTime.of(running.process());
        took(what, who, timed(work));
        took(
                what + Comparison.PROCESSOR,
                who,
                ProcessorTime.of(running.process()).minus(before));
    }

    private static Duration timed(Callable<?> work) throws IOException {
        long start = System.nanoTime();
        try {
            work.call();
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e);
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private void took(String what, String who, Duration took) {
        add(what, who, took);
        out.printf(Locale.ROOT, "    %-44s %-26s %8.3f s%n", what, who, Samples.seconds(took));
        out.flush();
    }

    private void memory(String what, String who, long mebibytes) {
        add(what, who, Duration.ofSeconds(mebibytes));
        out.printf(Locale.ROOT, "    %-44s %-26s %8d MiB%n", what, who, mebibytes);
        out.flush();
    }

    private void add(String what, String who, Duration value) {
        results.computeIfAbsent(what, key -> new LinkedHashMap<>())
                .computeIfAbsent(who, key -> new Samples())
                .add(value);
    }

    private static Path noise(Path file, int megabytes) throws IOException {
        Random random = new Random(megabytes);
        byte[] block = new byte[MEGA];
        try (OutputStream to = Files.newOutputStream(file)) {
            for (int i = 0; i < megabytes; i++) {
                random.nextBytes(block);
                to.write(block);
            }
        }
        return file;
    }
}
