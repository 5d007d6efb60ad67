package dev.orrery.engine.internal.relayers;

import dev.orrery.base.CancelledException;
import dev.orrery.base.Deadline;
import dev.orrery.base.OrreryException;
import dev.orrery.engine.RunningNetwork.RelayerListener;
import dev.orrery.engine.backend.RunningRelayer;
import dev.orrery.engine.internal.AllOrNothing;
import dev.orrery.engine.internal.paths.OwnedPaths;
import dev.orrery.engine.relayers.RelayerId;
import dev.orrery.ibc.EmbeddedRelayer;
import dev.orrery.ibc.PathWatch;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

/**
 * The relayers of one path that run as processes. When the last one that was no backup has ended, the backups take over one
 * after the other, each when the one before it has ended too; an embedded one, which needs no start, is the last. The embedded relayer does not end before the network: where
 * it is at work, a backup takes over when something was left lying. Thread-safe.
 */
public final class PathProcesses implements AutoCloseable {
    private static final Duration FOR_GOOD = Duration.ofDays(10_000);
    /** A backup's start is no part of the network's. */
    private static final Duration TO_TAKE_OVER = Duration.ofSeconds(60);

    private static final int LAST_LINES = 10;

    private final List<RelayerUnit> first;
    private final Deque<RelayerUnit> waiting;
    private final boolean embedded;
    private final RelayerListener listener;
    /** Takes over once; from then on empty. */
    private Optional<Runnable> lastResort = Optional.empty();

    private final Map<RelayerUnit, RunningRelayer> running = new ConcurrentHashMap<>();
    /** One thread at a time decides who is next. */
    private final ExecutorService turns =
            Executors.newSingleThreadExecutor(Thread.ofVirtual().factory());

    private final ExecutorService watches = Executors.newVirtualThreadPerTaskExecutor();

    /**
     * @param embedded whether the embedded relayer is at work on this path too, and not as a backup
     */
    PathProcesses(List<RelayerUnit> units, boolean embedded, RelayerListener listener) {
        this.first = units.stream().filter(unit -> !unit.backup()).toList();
        this.waiting =
                new ArrayDeque<>(units.stream().filter(RelayerUnit::backup).toList());
        this.embedded = embedded;
        this.listener = listener;
    }

    /** Starts those that are no backups, all at the same time, and returns when they relay. */
    void start(Deadline deadline) {
        List<Runnable> starts = new ArrayList<>();
        first.forEach(unit -> starts.add(() -> running.put(unit, unit.start(deadline))));
        AllOrNothing.run(starts);
        List.copyOf(running.entrySet()).forEach(entry -> watch(entry.getKey(), entry.getValue()));
    }

    /** Has the backups stand in for the embedded relayer, if that is at work here. */
    void guard(PathWatch watch) {
        if (embedded && !waiting.isEmpty()) {
            watches.execute(() -> {
                try {
                    while (watch.awaitNeglected(OwnedPaths.PATIENCE, Deadline.after(FOR_GOOD))
                            && turns.submit(this::next).get()) {
                        // One has taken over, or could not; the next one is for what it leaves lying.
                    }
                } catch (CancelledException | InterruptedException | RejectedExecutionException e) {
                    // The network is closed.
                } catch (ExecutionException e) {
                    throw new AssertionError(e);
                }
            });
        }
    }

    /** Has the embedded relayer take over when all processes have ended; they may have already. */
    void backUp(RelayerId id, EmbeddedRelayer relayer) {
        turns.execute(() -> {
            lastResort = Optional.of(() -> {
                relayer.takeOver();
                listener.onTakeOver(id);
            });
            if (!first.isEmpty()) {
                takeOverIfAlone();
            }
        });
    }

    private void takeOverIfAlone() {
        if (running.isEmpty() && waiting.isEmpty()) {
            lastResort.ifPresent(Runnable::run);
            lastResort = Optional.empty();
        }
    }

    /** Starts the next backup; returns whether there are more. */
    private boolean next() {
        if (!waiting.isEmpty()) {
            takeOver(waiting.remove());
        }
        return !waiting.isEmpty();
    }

    /** The process of a relayer that was started and has not ended. */
    Optional<RunningRelayer> process(RelayerUnit unit) {
        return Optional.ofNullable(running.get(unit));
    }

    private void watch(RelayerUnit unit, RunningRelayer process) {
        watches.execute(() -> {
            try {
                OptionalInt status = process.awaitExit(FOR_GOOD);
                if (status.isPresent() && !watches.isShutdown()) {
                    turns.execute(() -> ended(unit, process, status.getAsInt()));
                }
            } catch (CancelledException e) {
                // The network is closed: from now on it is no news when a relayer ends.
            }
        });
    }

    private void ended(RelayerUnit unit, RunningRelayer process, int status) {
        running.remove(unit);
        try {
            listener.onExit(unit.id(), status, process.lastLines(LAST_LINES));
            while (running.isEmpty() && !embedded && !waiting.isEmpty() && !watches.isShutdown()) {
                takeOver(waiting.remove());
            }
            takeOverIfAlone();
        } catch (CancelledException e) {
            // The network is closed meanwhile.
        }
    }

    private void takeOver(RelayerUnit backup) {
        try {
            RunningRelayer process = backup.start(Deadline.after(TO_TAKE_OVER));
            running.put(backup, process);
            listener.onTakeOver(backup.id());
            watch(backup, process);
        } catch (CancelledException e) {
            // The network is closed meanwhile.
        } catch (OrreryException e) {
            listener.onFailure(backup.id(), e);
        }
    }

    @Override
    public void close() {
        watches.shutdownNow();
        turns.shutdownNow();
    }
}
