package dev.orrery.service.internal.coordination;

import dev.orrery.base.Deadline;
import dev.orrery.base.Failure;
import dev.orrery.service.internal.http.HttpProblem;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * The one lock of all that is coordinated, and the one thing that whoever waits is woken by. What happens here is rare and
 * small, so that one lock is enough, and simple. Thread-safe.
 */
public final class Waiting {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean closed;

    /** Does something that those who wait may be waiting for. */
    public <T> T change(Supplier<T> action) {
        lock.lock();
        try {
            T result = action.get();
            changed.signalAll();
            return result;
        } finally {
            lock.unlock();
        }
    }

    /** Reads what is coordinated. */
    public <T> T read(Supplier<T> action) {
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until there is an answer.
     *
     * @param answer asked at first, and after each change; may change something itself
     * @return empty if the deadline passed without one
     * @throws HttpProblem if the service is being stopped
     */
    public <T> Optional<T> await(Deadline deadline, Supplier<Optional<T>> answer) {
        return await(deadline, deadline::remaining, answer);
    }

    /**
     * As {@link #await(Deadline, Supplier)}, for answers that time alone may bring too.
     *
     * @param untilAgain when to ask again at the latest
     */
    public <T> Optional<T> await(Deadline deadline, Supplier<Duration> untilAgain, Supplier<Optional<T>> answer) {
        lock.lock();
        try {
            while (true) {
                if (closed) {
                    throw new HttpProblem(503, "stopping", "the service is being stopped").header("Retry-After", "1");
                }
                Optional<T> now = answer.get();
                if (now.isPresent()) {
                    changed.signalAll();
                    return now;
                }
                if (deadline.passed()) {
                    return Optional.empty();
                }
                deadline.atMost(untilAgain.get())
                        .await(changed, () -> Failure.doing("waiting").build());
            }
        } finally {
            lock.unlock();
        }
    }

    /** Sends everybody who waits away. */
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
