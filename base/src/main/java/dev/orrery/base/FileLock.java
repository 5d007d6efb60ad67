package dev.orrery.base;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An exclusive lock on a file, between processes and between the threads of this one. The operating system releases it
 * when the process ends, however it ends. The file itself stays, unless who has the lock removes it. Any thread may close
 * the lock.
 */
public final class FileLock implements AutoCloseable {
    /** The operating system's lock belongs to the whole process, so threads need one of their own. */
    private static final ConcurrentHashMap<Path, Semaphore> WITHIN_THIS_JVM = new ConcurrentHashMap<>();

    private final FileChannel channel;
    private final Semaphore local;
    private final AtomicBoolean closed = new AtomicBoolean();

    private FileLock(FileChannel channel, Semaphore local) {
        this.channel = channel;
        this.local = local;
    }

    /** Takes the lock if nobody has it, and says so at once if somebody does. */
    public static Optional<FileLock> tryAcquire(Path file) {
        Semaphore local = local(file);
        if (!local.tryAcquire()) {
            return Optional.empty();
        }
        return Optional.ofNullable(take(file, local, channel -> channel.tryLock() != null));
    }

    /**
     * Waits until the lock is free, takes it, and returns it.
     *
     * @throws DeadlineExceededException with {@code onMiss} if it is not free in time
     * @throws CancelledException with {@code onMiss} if the thread is interrupted while it waits
     */
    public static FileLock acquire(Path file, Deadline deadline, Supplier<Failure> onMiss) {
        Semaphore local = local(file);
        awaitTurn(local, deadline, onMiss);
        return Objects.requireNonNull(take(file, local, channel -> {
            lockInTime(channel, file, deadline, onMiss);
            return true;
        }));
    }

    /** Whether somebody has the lock at this moment. Creates nothing. */
    public static boolean isHeld(Path file) {
        Semaphore local = local(file);
        if (!local.tryAcquire()) {
            return true;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            return channel.tryLock() == null;
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw cannotLock(file, e);
        } finally {
            local.release();
        }
    }

    /**
     * Waits until the one who has the lock has released it or removed its file. Creates nothing and keeps nothing.
     *
     * @throws DeadlineExceededException with {@code onMiss} if it is not free in time
     * @throws CancelledException with {@code onMiss} if the thread is interrupted while it waits
     */
    public static void awaitFree(Path file, Deadline deadline, Supplier<Failure> onMiss) {
        Semaphore local = local(file);
        awaitTurn(local, deadline, onMiss);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            lockInTime(channel, file, deadline, onMiss);
        } catch (NoSuchFileException e) {
            // Who removes the file has no more use for the lock.
        } catch (IOException e) {
            throw cannotLock(file, e);
        } finally {
            local.release();
        }
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            closeQuietly(channel);
            local.release();
        }
    }

    private interface Locking {
        boolean lock(FileChannel channel) throws IOException;
    }

    /**
     * Locks the file that is there now: a holder may remove the file before it lets go, and a lock on a removed file
     * keeps nobody out. Gives the semaphore back if it returns nothing.
     */
    private static @Nullable FileLock take(Path file, Semaphore local, Locking locking) {
        FileLock taken = null;
        FileChannel channel = null;
        try {
            while (taken == null) {
                try {
                    Object opened = createIfAbsent(file);
                    channel = FileChannel.open(file, StandardOpenOption.WRITE);
                    if (!locking.lock(channel)) {
                        break;
                    }
                    if (opened.equals(identity(file))) {
                        taken = new FileLock(channel, local);
                    } else {
                        channel.close();
                    }
                } catch (NoSuchFileException e) {
                    closeQuietly(channel);
                }
            }
        } catch (IOException e) {
            throw cannotLock(file, e);
        } finally {
            if (taken == null) {
                closeQuietly(channel);
                local.release();
            }
        }
        return taken;
    }

    private static Object createIfAbsent(Path file) throws IOException {
        AtomicFiles.folder(Objects.requireNonNull(file.toAbsolutePath().getParent(), "a lock is a file in a folder"));
        try {
            Files.createFile(file);
        } catch (FileAlreadyExistsException e) {
            // The usual case.
        }
        return identity(file);
    }

    private static Object identity(Path file) throws IOException {
        Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        return key == null ? file : key;
    }

    private static void awaitTurn(Semaphore local, Deadline deadline, Supplier<Failure> onMiss) {
        try {
            if (!local.tryAcquire(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS)) {
                throw new DeadlineExceededException(onMiss.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException(onMiss.get(), e);
        }
    }

    /** A blocked {@code lock()} can only be left by closing its channel, so it waits on a thread of its own. */
    private static void lockInTime(FileChannel channel, Path file, Deadline deadline, Supplier<Failure> onMiss)
            throws IOException {
        if (channel.tryLock() != null) {
            return;
        }
        FutureTask<?> wait = new FutureTask<>(channel::lock);
        Thread.ofPlatform().daemon().name("lock " + file.getFileName()).start(wait);
        try {
            deadline.await(wait, onMiss);
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        }
    }

    private static Semaphore local(Path file) {
        return WITHIN_THIS_JVM.computeIfAbsent(file.toAbsolutePath().normalize(), f -> new Semaphore(1));
    }

    private static void closeQuietly(@Nullable FileChannel channel) {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                // Closing releases the lock even where it reports an error.
            }
        }
    }

    private static HostException cannotLock(Path file, IOException e) {
        return new HostException(
                Failure.doing("locking " + file)
                        .seen(String.valueOf(e))
                        .hint("check that this user may write there")
                        .build(),
                e);
    }
}
