package dev.orrery.junit.internal;

import dev.orrery.base.CancelledException;
import dev.orrery.base.Failure;
import dev.orrery.base.NetworkStateException;
import dev.orrery.base.OrreryException;
import java.nio.file.Path;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A network that several test classes may want: started once by the first of them while the others wait, stopped once. A
 * start that failed is remembered. Thread-safe.
 */
final class HeldNetwork implements AutoCloseable {
    private final Path file;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable StartedNetwork running;
    private @Nullable Throwable failure;
    private String firstUser = "";
    private boolean closed;

    HeldNetwork(Path file) {
        this.file = file;
    }

    /**
     * The network, started if need be.
     *
     * @param user who asks, for messages
     * @throws OrreryException what the start failed with, to whoever started it
     * @throws NetworkStateException that it failed before, to all who ask later
     */
    StartedNetwork get(String user, Supplier<StartedNetwork> start) {
        try {
            lock.lockInterruptibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException(
                    Failure.doing("waiting for the network of " + file + " to start, for " + user)
                            .seen("an interrupt")
                            .build(),
                    e);
        }
        try {
            StartedNetwork there = running;
            if (there != null) {
                return there;
            }
            if (failure != null) {
                throw failedBefore(user, failure);
            }
            if (closed) {
                throw new NetworkStateException(Failure.doing("starting the network of " + file + " for " + user)
                        .seen("the test run is over")
                        .build());
            }
            firstUser = user;
            StartedNetwork started = start.get();
            running = started;
            return started;
        } catch (RuntimeException | Error e) {
            if (failure == null) {
                failure = e;
            }
            throw e;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            if (running != null) {
                StartedNetwork stopping = running;
                running = null;
                stopping.close();
            }
        } finally {
            lock.unlock();
        }
    }

    private NetworkStateException failedBefore(String user, Throwable cause) {
        return new NetworkStateException(
                Failure.doing("using the network of " + file + " in " + user)
                        .seen("its start failed before, in " + firstUser + ", and is not tried again in this run")
                        .hint("see the failure of " + firstUser + " (and the cause below): "
                                + (cause instanceof OrreryException known
                                        ? known.failure().headline()
                                        : cause.toString()))
                        .build(),
                cause);
    }
}
