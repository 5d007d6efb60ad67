package dev.orrery.service.internal.files;

import dev.orrery.service.internal.disk.Disk;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/** The bytes of files, each content once, in a file named by its SHA-256; gone with the last name. Thread-safe. */
final class Contents {
    private static final int STRIPES = 64;

    private final Path folder;
    private final ReentrantLock[] locks = new ReentrantLock[STRIPES];
    private final ReentrantLock countsLock = new ReentrantLock();
    private final Map<String, Integer> counts = new HashMap<>();

    Contents(Path folder) {
        this.folder = folder;
        for (int i = 0; i < STRIPES; i++) {
            locks[i] = new ReentrantLock();
        }
    }

    /** Counts a name that was there when the service started. */
    void found(String sha256) {
        count(sha256, 1);
    }

    /** Whether the content is there: a file, not a link to one. */
    boolean has(String sha256) {
        return Files.isRegularFile(folder.resolve(sha256), LinkOption.NOFOLLOW_LINKS);
    }

    /** Takes over an uploaded file, whose bytes are on the disk, for one more name. */
    void keep(String sha256, Path uploaded) throws IOException {
        ReentrantLock lock = lock(sha256);
        lock.lock();
        try {
            if (has(sha256)) {
                Files.delete(uploaded);
            } else {
                Disk.publish(uploaded, folder.resolve(sha256));
            }
            count(sha256, 1);
        } finally {
            lock.unlock();
        }
    }

    /** One name less. Who reads the content at this moment reads it to its end. */
    void release(String sha256) throws IOException {
        ReentrantLock lock = lock(sha256);
        lock.lock();
        try {
            if (count(sha256, -1) == 0) {
                Disk.delete(folder.resolve(sha256));
            }
        } finally {
            lock.unlock();
        }
    }

    FileChannel open(String sha256) throws IOException {
        return FileChannel.open(folder.resolve(sha256), StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    }

    /** Deletes what no name leads to: left by a service that was killed. */
    void deleteOrphans() throws IOException {
        try (var all = Files.newDirectoryStream(folder)) {
            for (Path file : all) {
                if (!counts.containsKey(file.getFileName().toString())) {
                    Files.delete(file);
                }
            }
        }
    }

    private int count(String sha256, int change) {
        countsLock.lock();
        try {
            int now = counts.merge(sha256, change, Integer::sum);
            if (now == 0) {
                counts.remove(sha256);
            }
            return now;
        } finally {
            countsLock.unlock();
        }
    }

    private ReentrantLock lock(String sha256) {
        return locks[Math.floorMod(sha256.hashCode(), STRIPES)];
    }
}
