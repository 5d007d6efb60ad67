package dev.orrery.engine.backend;

/** A relayer that was started. Thread-safe. */
public interface RunningRelayer extends RunningProcess {
    /** Stops it, gracefully at first and then not, and returns when it has ended. Idempotent. */
    void stop();
}
