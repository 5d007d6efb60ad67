package dev.orrery.engine.backend;

/** A node that was started; its log is that of its {@code start} stage. Thread-safe. */
public interface RunningNode extends RunningProcess {}
