package dev.orrery.binaries.internal.store;

import dev.orrery.base.AtomicFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** Content hashes remembered by path, size, modification time and file key: a binary of 100 MB is read once. */
public final class HashMemory {
    /** A file that was written to so shortly before could change again within one tick of its clock. */
    private static final Duration TICK = Duration.ofMillis(100);

    private final CacheLayout cache;

    public HashMemory(CacheLayout cache) {
        this.cache = cache;
    }

    /** The hash of the file's present content. */
    public String sha256(Path file) throws IOException {
        String stamp = stamp(file);
        Path entry = entry(file);
        if (Files.exists(entry)) {
            String[] lines = Files.readString(entry).split("\n", -1);
            if (lines.length == 3 && lines[1].equals(stamp)) {
                return lines[0];
            }
        }
        String sha256 = Hashes.of(file);
        Instant modified = Files.getLastModifiedTime(file).toInstant();
        if (stamp.equals(stamp(file)) && modified.isBefore(Instant.now().minus(TICK))) {
            AtomicFiles.write(entry, sha256 + "\n" + stamp + "\n");
        }
        return sha256;
    }

    /** For files whose content the caller has just made and nobody else writes to. */
    void remember(Path file, String sha256) throws IOException {
        AtomicFiles.write(entry(file), sha256 + "\n" + stamp(file) + "\n");
    }

    private Path entry(Path file) {
        return cache.remembered(Hashes.of(file.toString()));
    }

    private static String stamp(Path file) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return attributes.size() + " " + attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS) + " "
                + attributes.fileKey();
    }
}
