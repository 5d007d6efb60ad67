package dev.orrery.service.client;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Renews a lease while its holder works, and interrupts the holder when that fails. */
final class Renewal {
    private final ReentrantLock lock = new ReentrantLock();
    private final CountDownLatch finished = new CountDownLatch(1);
    private final Thread holder = Thread.currentThread();
    private final Runnable renew;
    private final Duration every;
    private boolean over;
    private @Nullable RuntimeException lost;

    private Renewal(Runnable renew, Duration every) {
        this.renew = renew;
        this.every = every;
    }

    static Renewal start(Runnable renew, Duration every) {
        Renewal renewal = new Renewal(renew, every);
        Thread.ofVirtual().name("lease").start(renewal::run);
        return renewal;
    }

    /** Ends it: from now on the holder is not interrupted. Why the lease was lost, if it was. */
    Optional<RuntimeException> end() {
        lock.lock();
        try {
            over = true;
            finished.countDown();
            if (lost != null) {
                // It was meant for the work, which has ended.
                Thread.interrupted();
            }
            return Optional.ofNullable(lost);
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        try {
            while (!finished.await(every.toNanos(), TimeUnit.NANOSECONDS)) {
                renew.run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            lose(e);
        }
    }

    private void lose(RuntimeException cause) {
        lock.lock();
        try {
            if (!over) {
                lost = cause;
                holder.interrupt();
            }
        } finally {
            lock.unlock();
        }
    }
}
