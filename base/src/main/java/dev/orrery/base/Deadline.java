package dev.orrery.base;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.function.Supplier;

/**
 * A point on the monotonic clock by which something must have happened. Passed down through nested waits, so that all of
 * them together keep one promise. Immutable and safe to share between threads.
 */
public final class Deadline {
    private final long endNanos;
    private final Duration total;

    private Deadline(long endNanos, Duration total) {
        this.endNanos = endNanos;
        this.total = total;
    }

    /** A deadline this far from now. */
    public static Deadline after(Duration duration) {
        return new Deadline(System.nanoTime() + duration.toNanos(), duration);
    }

    /** The time that is left, never negative. */
    public Duration remaining() {
        return Duration.ofNanos(Math.max(0, endNanos - System.nanoTime()));
    }

    /** The sooner of this deadline and one this far from now: for one step of a longer wait. */
    public Deadline atMost(Duration duration) {
        return remaining().compareTo(duration) <= 0 ? this : after(duration);
    }

    /** The whole time that was given at the start; what error messages name. */
    public Duration total() {
        return total;
    }

    public boolean passed() {
        return endNanos - System.nanoTime() <= 0;
    }

    /**
     * Waits on a condition whose lock the caller holds, until signalled or until the deadline.
     *
     * @return whether there is time left; callers check their own state again either way
     * @throws CancelledException if the thread is interrupted
     */
    @SuppressWarnings("WaitNotInLoop") // the loop is the caller's
    public boolean await(Condition condition, Supplier<Failure> onCancel) {
        try {
            return condition.awaitNanos(endNanos - System.nanoTime()) > 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException(onCancel.get(), e);
        }
    }

    /**
     * Takes a lock, which the caller gives back.
     *
     * @param onMiss what to tell the user if others hold it too long, or if the thread is interrupted
     * @throws DeadlineExceededException if the deadline passes first
     * @throws CancelledException if the thread is interrupted
     */
    @SuppressWarnings("LockNotBeforeTry") // the unlock is the caller's
    public void lock(Lock lock, Supplier<Failure> onMiss) {
        try {
            if (!lock.tryLock() && !lock.tryLock(Math.max(0, endNanos - System.nanoTime()), TimeUnit.NANOSECONDS)) {
                throw new DeadlineExceededException(onMiss.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException(onMiss.get(), e);
        }
    }

    /**
     * Waits for a result.
     *
     * @param onMiss what to tell the user if it does not come in time, or if the thread is interrupted
     * @throws DeadlineExceededException if the deadline passes first
     * @throws CancelledException if the thread is interrupted
     * @throws ExecutionException if the computation failed
     */
    public <T> T await(Future<T> future, Supplier<Failure> onMiss) throws ExecutionException {
        try {
            return future.get(Math.max(0, endNanos - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new DeadlineExceededException(onMiss.get(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException(onMiss.get(), e);
        }
    }
}
