package dev.orrery.ibc;

import dev.orrery.base.OrreryException;
import dev.orrery.client.rpc.Head;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** When a light client wants a new header to stay alive (ICS-07): after two thirds of its trusting period. */
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
                // How old the newest consensus state is, is not known: at most as old as this relayer is young.
                due = head.time().plus(trustingPeriod().multipliedBy(2).dividedBy(3));
            }
            if (head.time().isBefore(due)) {
                return false;
            }
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
                due = seen.plus(trustingPeriod.multipliedBy(2).dividedBy(3));
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * It did not work, and is tried again after a trusting period.
     *
     * @return whether it had worked before, so that it is news
     */
    boolean failed() {
        lock.lock();
        try {
            if (seen != null && trustingPeriod != null) {
                due = seen.plus(trustingPeriod);
            }
            boolean news = !failing;
            failing = true;
            return news;
        } finally {
            lock.unlock();
        }
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
