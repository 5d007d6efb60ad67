package dev.orrery.service.internal.disk;

import dev.orrery.base.AtomicFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;

/** Small files that outlive a power cut. */
public final class Durable {
    private Durable() {}

    /**
     * Writes a file, for its owner's eyes alone: whole or not at all, and on the disk when this returns.
     *
     * @throws dev.orrery.base.HostException if it cannot be written
     */
    public static void write(Path file, byte[] content) {
        try {
            Disk.write(file, content, Objects.requireNonNull(file.getParent(), "files are in folders"));
        } catch (IOException e) {
            throw AtomicFiles.refused("writing", file, e);
        }
    }
}
