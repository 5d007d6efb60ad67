package dev.orrery.service.client;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Renews a lease while its holder works, and interrupts the holder when that fails. */
final class Renewal implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Renewal.class);

    private final CountDownLatch finished = new CountDownLatch(1);
    private final Thread holder = Thread.currentThread();
    private final Runnable renew;
    private final Duration every;

    private Renewal(Runnable renew, Duration every) {
        this.renew = renew;
        this.every = every;
    }

    static Renewal start(Runnable renew, Duration every) {
        Renewal renewal = new Renewal(renew, every);
        Thread.ofVirtual().name("lease").start(renewal::run);
        return renewal;
    }

    private void run() {
        try {
            while (!finished.await(every.toNanos(), TimeUnit.NANOSECONDS)) {
                renew.run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            if (finished.getCount() > 0) {
                LOG.warn("a lease was lost while its work was under way: {}", e.getMessage());
                holder.interrupt();
            }
        }
    }

    @Override
    public void close() {
        finished.countDown();
    }
}
