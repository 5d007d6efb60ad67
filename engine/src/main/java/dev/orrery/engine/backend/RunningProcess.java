package dev.orrery.engine.backend;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

/** A process that was started. Thread-safe. */
public interface RunningProcess {
    /** Its process id on this machine, or 0. */
    long pid();

    /**
     * Waits until the process has ended, at most this long.
     *
     * @return its exit status, 128 + n when signal n ended it; empty if it still runs
     * @throws dev.orrery.base.CancelledException if the thread is interrupted
     */
    OptionalInt awaitExit(Duration atMost);

    /** The log of what it prints. */
    Path log();

    /** The last lines of that log, oldest first. */
    List<String> lastLines(int atMost);
}
