package dev.orrery.ibc;

import dev.orrery.base.OrreryException;
import dev.orrery.client.rpc.Head;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** When a light client wants a new header to stay alive (ICS-07): two thirds of its trusting period after the newest that it has. */
final class ClientRefresh {
    private final PathEnd holder;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Instant due;
    private @Nullable Duration trustingPeriod;
    private @Nullable Instant seen;
    private boolean failing;

    ClientRefresh(PathEnd holder) {
        this.holder = holder;
    }

    /** Asked at each new block of the chain that the client follows. */
    boolean isDue(Head head) {
        lock.lock();
        try {
            seen = head.time();
            if (due == null) {
                due = after(holder.chain().queries().newestHeaderTime(holder.clientId()));
            }
            if (head.time().isBefore(due)) {
                return false;
            }
            // If it does not work, there is time for a few more attempts.
            due = head.time().plus(trustingPeriod().dividedBy(10));
            return true;
        } catch (OrreryException e) {
            return false;
        } finally {
            lock.unlock();
        }
    }

    void updated() {
        lock.lock();
        try {
            failing = false;
            if (seen != null && trustingPeriod != null) {
                due = after(seen);
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * It did not work, and is tried again after a tenth of the trusting period.
     *
     * @return whether it had worked before, so that it is news
     */
    boolean failed() {
        lock.lock();
        try {
            boolean news = !failing;
            failing = true;
            return news;
        } finally {
            lock.unlock();
        }
    }

    private Instant after(Instant header) {
        return header.plus(trustingPeriod().multipliedBy(2).dividedBy(3));
    }

    private Duration trustingPeriod() {
        Duration known = trustingPeriod;
        if (known == null) {
            known = holder.chain().queries().lightClient(holder.clientId()).trustingPeriod();
            trustingPeriod = known;
        }
        return known;
    }
}
