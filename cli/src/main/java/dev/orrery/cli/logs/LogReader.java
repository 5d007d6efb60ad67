package dev.orrery.cli.logs;

import dev.orrery.base.CancelledException;
import dev.orrery.base.NetworkStateException;
import dev.orrery.cli.terminal.StopSignal;
import dev.orrery.engine.backend.FoundNetwork;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads logs and hands on the last lines of each, and what follows. */
final class LogReader {
    static final int ALL = Integer.MAX_VALUE;
    static final int A_FEW = 20;

    private final FoundNetwork network;
    private final boolean follow;
    private final int lines;
    private final LogPrinter printer;
    private final StopSignal stop;

    LogReader(FoundNetwork network, boolean follow, int lines, LogPrinter printer, StopSignal stop) {
        this.network = network;
        this.follow = follow;
        this.lines = lines;
        this.printer = printer;
        this.stop = stop;
    }

    /**
     * Reads these logs: one after the other, or when following, all at once.
     *
     * @throws NetworkStateException if none of them has begun
     */
    void read(List<LogSource> sources) {
        if (follow) {
            followAll(sources);
            return;
        }
        List<NetworkStateException> without = new ArrayList<>();
        for (LogSource source : sources) {
            try {
                read(source);
            } catch (NetworkStateException e) {
                without.add(e);
            }
        }
        if (without.size() == sources.size() && !without.isEmpty()) {
            throw without.getFirst();
        }
    }

    private void read(LogSource source) {
        Consumer<String> print = line -> printer.print(source, line);
        if (lines == ALL) {
            readUntilStopped(source, follow, print);
            return;
        }
        Deque<String> last = new ArrayDeque<>();
        long[] read = {0};
        readLast(source, last, read);
        last.forEach(print);
        if (follow) {
            long[] toSkip = {read[0]};
            readUntilStopped(source, true, line -> {
                if (toSkip[0] > 0) {
                    toSkip[0]--;
                } else {
                    print.accept(line);
                }
            });
        }
    }

    private void followAll(List<LogSource> sources) {
        try (ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            sources.forEach(source -> running.add(readers.submit(() -> read(source))));
            stop.onSignal(readers::shutdownNow);
            printer.onReaderGone(readers::shutdownNow);
            for (Future<?> reader : running) {
                reader.get();
            }
        } catch (ExecutionException e) {
            rethrow(e.getCause());
        } catch (InterruptedException e) {
            // Following ends with the stop signal; that is how it is meant to end.
            Thread.currentThread().interrupt();
        }
    }

    private void readLast(LogSource source, Deque<String> last, long[] read) {
        try {
            source.read(network, false, line -> {
                read[0]++;
                last.addLast(line);
                if (last.size() > lines) {
                    last.removeFirst();
                }
            });
        } catch (NetworkStateException e) {
            if (!follow) {
                throw e;
            }
            // It has not begun, and following waits for it.
        }
    }

    private void readUntilStopped(LogSource source, boolean onAndOn, Consumer<String> print) {
        try {
            source.read(network, onAndOn, print);
        } catch (CancelledException e) {
            if (!stop.wasReceived() && !printer.isReaderGone()) {
                throw e;
            }
        }
    }

    private static void rethrow(@Nullable Throwable cause) {
        if (cause instanceof RuntimeException e) {
            throw e;
        }
        if (cause instanceof Error e) {
            throw e;
        }
    }
}
