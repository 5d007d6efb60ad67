package dev.orrery.base;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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
 * when the process ends, however it ends. The file itself stays. Any thread may close the lock.
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
        FileLock lock = null;
        try {
            FileChannel channel = open(file);
            if (channel.tryLock() == null) {
                channel.close();
            } else {
                lock = new FileLock(channel, local);
            }
            return Optional.ofNullable(lock);
        } catch (IOException e) {
            throw cannotLock(file, e);
        } finally {
            if (lock == null) {
                local.release();
            }
        }
    }

    /**
     * Waits until the lock is free, takes it, and returns it.
     *
     * @throws DeadlineExceededException with {@code onMiss} if it is not free in time
     * @throws CancelledException with {@code onMiss} if the thread is interrupted while it waits
     */
    public static FileLock acquire(Path file, Deadline deadline, Supplier<Failure> onMiss) {
        Semaphore local = local(file);
        try {
            if (!local.tryAcquire(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS)) {
                throw new DeadlineExceededException(onMiss.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException(onMiss.get(), e);
        }
        FileLock lock = null;
        FileChannel channel = null;
        try {
            channel = open(file);
            lockInTime(channel, file, deadline, onMiss);
            lock = new FileLock(channel, local);
            return lock;
        } catch (IOException e) {
            throw cannotLock(file, e);
        } finally {
            if (lock == null) {
                closeQuietly(channel);
                local.release();
            }
        }
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            closeQuietly(channel);
            local.release();
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

    private static FileChannel open(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
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
