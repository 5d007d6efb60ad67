package dev.orrery.backend.process.internal;

import dev.orrery.base.CancelledException;
import dev.orrery.base.Deadline;
import dev.orrery.base.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Processes that this JVM may not have started, known by pid and start time, so that never a stranger's is meant. */
final class OsProcess {
    /** Start times are derived from the boot time, which moves a little when the clock is set. */
    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

    private OsProcess() {}

    /** When the process started; empty if it is gone already. */
    static Optional<Instant> startOf(ProcessHandle process) {
        return process.info().startInstant();
    }

    /** The process, if it is alive and the one that was meant; one that is dead but not yet reaped has no command. */
    static Optional<ProcessHandle> find(long pid, Instant startedAt) {
        return ProcessHandle.of(pid)
                .filter(process -> process.info().command().isPresent())
                .filter(process -> startOf(process)
                        .map(start -> Duration.between(start, startedAt).abs().compareTo(TOLERANCE) <= 0)
                        .orElse(false));
    }

    /** Kills it and what it has started, and waits until it is gone; whether it is. */
    static boolean kill(NodesFile.Started meant, Deadline deadline) {
        Optional<ProcessHandle> process = find(meant.pid(), meant.at());
        process.ifPresent(node -> {
            List<ProcessHandle> started = node.descendants().toList();
            node.destroyForcibly();
            started.forEach(ProcessHandle::destroyForcibly);
        });
        while (process.isPresent() && !deadline.passed()) {
            awaitReaped(process.get());
            process = find(meant.pid(), meant.at());
        }
        return process.isEmpty();
    }

    /**
     * Waits for a moment. Its parent may take its time to reap it, or never do so, and no event tells of the death of a
     * process that is not ours before that.
     */
    private static void awaitReaped(ProcessHandle process) {
        try {
            process.onExit().get(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException(
                    Failure.doing("waiting for the end of process " + process.pid())
                            .build(),
                    e);
        }
    }
}
