package dev.orrery.backend.process.internal;

import dev.orrery.base.CancelledException;
import dev.orrery.base.Deadline;
import dev.orrery.base.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Processes that this JVM may not have started, known by pid and start time, so that never a stranger's is meant. */
final class OsProcess {
    /** Start times are derived from the boot time, which moves a little when the clock is set. */
    private static final Duration TOLERANCE = Duration.ofSeconds(2);

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

    /** Kills it and waits until it is gone; whether it is. */
    static boolean kill(NodesFile.Started meant, Deadline deadline) {
        Optional<ProcessHandle> process = find(meant.pid(), meant.at());
        if (process.isEmpty()) {
            return true;
        }
        process.get().destroyForcibly();
        try {
            process.get().onExit().get(deadline.remaining().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return find(meant.pid(), meant.at()).isEmpty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException(
                    Failure.doing("waiting for the end of process " + meant.pid())
                            .build(),
                    e);
        }
        return true;
    }
}
