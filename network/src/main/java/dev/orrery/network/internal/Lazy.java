package dev.orrery.network.internal;

import dev.orrery.base.Failure;
import dev.orrery.base.NetworkStateException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Something that is opened when it is first used, and closed if it was. An opening that fails is tried again by the next
 * who asks. Thread-safe.
 */
public final class Lazy<T> implements AutoCloseable {
    private final String what;
    private final Supplier<T> open;
    private final Predicate<T> good;
    private final Consumer<T> close;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable T value;
    private boolean closed;

    /**
     * @param what what it is, for the error of one who asks too late
     * @param good whether it is still of use; what is not is closed and opened again
     */
    public Lazy(String what, Supplier<T> open, Predicate<T> good, Consumer<T> close) {
        this.what = what;
        this.open = open;
        this.good = good;
        this.close = close;
    }

    /** @throws NetworkStateException if it was closed before */
    public T get() {
        lock.lock();
        try {
            if (closed) {
                throw new NetworkStateException(Failure.doing("connecting to " + what)
                        .seen("the network handle is closed")
                        .build());
            }
            T there = value;
            if (there != null && !good.test(there)) {
                value = null;
                close.accept(there);
                there = null;
            }
            if (there == null) {
                there = open.get();
                value = there;
            }
            return there;
        } finally {
            lock.unlock();
        }
    }

    /** Closes what was opened, and keeps it from being opened again. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            T there = value;
            value = null;
            if (there != null) {
                close.accept(there);
            }
        } finally {
            lock.unlock();
        }
    }
}
