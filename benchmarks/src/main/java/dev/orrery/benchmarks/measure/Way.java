package dev.orrery.benchmarks.measure;

import java.nio.file.Path;

/** A way to bring the network up. Each run starts it, measures, and stops it again; nothing is left of it. */
public interface Way {
    /** In a few words, for the table. */
    String label();

    /**
     * Brings the network up once and stops it.
     *
     * @param folder an empty folder for what it needs; the caller deletes it
     */
    Measured run(Path folder);
}
