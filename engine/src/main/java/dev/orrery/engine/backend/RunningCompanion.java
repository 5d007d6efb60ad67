package dev.orrery.engine.backend;

/** A companion that was started. Thread-safe. */
public interface RunningCompanion extends RunningProcess {
    /** Stops it, gracefully at first and then not, and returns when it has ended. Idempotent. */
    void stop();
}
