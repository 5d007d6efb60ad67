package dev.orrery.backend.process.internal;

import dev.orrery.base.AtomicFiles;
import dev.orrery.base.CancelledException;
import dev.orrery.base.Deadline;
import dev.orrery.base.Failure;
import dev.orrery.base.FileLock;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Follows a log while its network lives: woken by the file system when something is written, and by the network's lock,
 * which gets free when the network has stopped, however it stopped.
 */
final class LogFollower implements AutoCloseable {
    private static final WatchEvent.Kind<?>[] WRITTEN = {
        StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY
    };
    /** A network may run as long as it likes. */
    private static final Duration NO_LIMIT = Duration.ofDays(36_500);

    private final NetworkFolder network;
    private final WatchService watch;
    private final Thread untilStopped;

    LogFollower(NetworkFolder network) {
        this.network = network;
        try {
            watch = network.path().getFileSystem().newWatchService();
        } catch (IOException e) {
            throw AtomicFiles.refused("watching", network.path(), e);
        }
        untilStopped =
                Thread.ofVirtual().name("until " + network.name() + " stops").start(this::endWithNetwork);
    }

    /** Waits until something is there; false if the network stopped before, or the thread was interrupted. */
    boolean await(Path folder, BooleanSupplier there) {
        try {
            WatchKey key = folder.register(watch, WRITTEN);
            while (!there.getAsBoolean()) {
                watch.take().reset();
            }
            key.cancel();
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ClosedWatchServiceException | NoSuchFileException e) {
            return there.getAsBoolean();
        } catch (IOException e) {
            throw AtomicFiles.refused("watching", folder, e);
        }
    }

    /** Hands out the log's lines until the network stops or the thread is interrupted; awaits a log that is not there. */
    void follow(Path folder, Path log, Consumer<String> line) {
        @Nullable LineReader reader = null;
        try {
            try {
                folder.register(watch, WRITTEN);
                while (true) {
                    if (reader == null && Files.exists(log)) {
                        reader = new LineReader(log, line);
                    }
                    if (reader != null) {
                        reader.readComplete();
                    }
                    watch.take().reset();
                }
            } catch (ClosedWatchServiceException | NoSuchFileException e) {
                if (reader == null && Files.exists(log)) {
                    reader = new LineReader(log, line);
                }
                if (reader != null) {
                    reader.readRest();
                }
            } catch (InterruptedException | ClosedByInterruptException e) {
                Thread.currentThread().interrupt();
            } finally {
                if (reader != null) {
                    reader.close();
                }
            }
        } catch (IOException e) {
            throw AtomicFiles.refused("reading the log", log, e);
        }
    }

    @Override
    public void close() {
        untilStopped.interrupt();
        closeWatch();
    }

    private void endWithNetwork() {
        try {
            FileLock.awaitFree(
                    network.lock(),
                    Deadline.after(NO_LIMIT),
                    () -> Failure.doing("waiting for the end of " + network.name())
                            .build());
        } catch (CancelledException e) {
            // The reader has gone before the network.
        } finally {
            closeWatch();
        }
    }

    private void closeWatch() {
        try {
            watch.close();
        } catch (IOException e) {
            throw AtomicFiles.refused("watching", network.path(), e);
        }
    }
}
