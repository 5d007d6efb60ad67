package dev.orrery.binaries;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * A program in the cache.
 *
 * @param executable where it is
 * @param sha256 the SHA-256 of its content
 * @param bytes its size, with what it is kept together with
 * @param sources what gave it, as in network files; empty where only an earlier version of Orrery knew
 * @param lastUsed when it was last asked for
 * @param running whether a process runs from it now
 */
public record StoredBinary(
        Path executable, String sha256, long bytes, List<String> sources, Instant lastUsed, boolean running) {
    public StoredBinary {
        sources = List.copyOf(sources);
    }

    /** The program's name. */
    public String name() {
        return String.valueOf(executable.getFileName());
    }
}
