package dev.orrery.binaries.internal.store;

import dev.orrery.base.AtomicFiles;
import dev.orrery.base.Deadline;
import dev.orrery.base.Failure;
import dev.orrery.base.FileLock;
import dev.orrery.base.HostException;
import dev.orrery.binaries.Binary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A place in the cache where one thing is made by one maker at a time: it holds the lock of its key, and a folder of its
 * own that is deleted when it is closed. What a killed maker left behind is deleted by the next one.
 */
public final class Workshop implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(60);

    private static final Logger LOG = LoggerFactory.getLogger(Workshop.class);

    private final FileLock lock;
    private final Path folder;

    private Workshop(FileLock lock, Path folder) {
        this.lock = lock;
        this.folder = folder;
    }

    /** Makes what is not there yet, in a workshop that is open. */
    public interface Making {
        Binary make(Workshop workshop) throws IOException, UnreachableException;
    }

    /**
     * The binary of a key: the one that is there, else the one that somebody makes meanwhile, else a new one.
     *
     * @throws dev.orrery.base.BinaryException also where whom it comes from cannot be reached
     */
    public static Binary had(CacheLayout cache, BinaryStore store, String key, Steps steps, Making making)
            throws IOException {
        Optional<Binary> known = store.find(key, steps.source());
        if (known.isPresent()) {
            return known.get();
        }
        try (Workshop workshop = open(cache, key, steps)) {
            Optional<Binary> made = store.find(key, steps.source());
            return made.isPresent() ? made.get() : making.make(workshop);
        } catch (UnreachableException e) {
            throw e.asBinaryException();
        }
    }

    /** Waits for the key's lock, up to an hour, and says so if somebody else has it. */
    public static Workshop open(CacheLayout cache, String key, Steps steps) throws IOException {
        Path lockFile = cache.lock(key);
        FileLock lock = FileLock.tryAcquire(lockFile).orElseGet(() -> {
            steps.step("being made by another process or thread, waiting for it");
            return FileLock.acquire(
                    lockFile,
                    Deadline.after(PATIENCE),
                    () -> Failure.doing("waiting for another build")
                            .where(steps.source())
                            .expected("it to end within " + PATIENCE.toMinutes() + " minutes")
                            .seen("the lock " + lockFile + " is still held")
                            .build());
        });
        try {
            sweep(cache, key);
            String maker = ProcessHandle.current().pid() + "-" + Long.toHexString(System.nanoTime());
            return new Workshop(
                    lock, AtomicFiles.folder(cache.work().resolve(key).resolve(maker)));
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /** This maker's own folder, empty at first. */
    public Path folder() {
        return folder;
    }

    @Override
    public void close() {
        try {
            AtomicFiles.deleteTree(folder);
            Files.deleteIfExists(folder.getParent());
        } catch (DirectoryNotEmptyException e) {
            LOG.debug("{} is still written to by somebody who was killed", folder.getParent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            lock.close();
        }
    }

    /** Folders whose lock is free belong to nobody, and in the own key's folder there is nobody else. */
    private static void sweep(CacheLayout cache, String ownKey) throws IOException {
        if (!Files.isDirectory(cache.work())) {
            return;
        }
        List<Path> leftovers;
        try (Stream<Path> all = Files.list(cache.work())) {
            leftovers = all.toList();
        }
        for (Path leftover : leftovers) {
            String key = leftover.getFileName().toString();
            if (key.equals(ownKey)) {
                delete(leftover);
            } else {
                FileLock.tryAcquire(cache.lock(key)).ifPresent(held -> {
                    try (held) {
                        delete(leftover);
                    }
                });
            }
        }
    }

    /** A compiler that outlived its killed parent may still write there for a moment; the next sweep gets the rest. */
    private static void delete(Path leftover) {
        try {
            AtomicFiles.deleteTree(leftover);
        } catch (HostException e) {
            LOG.debug("cannot delete {} yet", leftover, e);
        }
    }
}
