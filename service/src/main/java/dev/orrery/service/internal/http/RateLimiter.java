package dev.orrery.service.internal.http;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * Token buckets, one for each client: each holds what two seconds allow, and fills evenly. Remembers no more than a fixed
 * number of clients, the latest ones. Thread-safe.
 */
final class RateLimiter {
    private static final int CLIENTS = 10_000;
    private static final double NANOS = 1e9;

    private final ReentrantLock lock = new ReentrantLock();
    private final double perSecond;
    private final double most;
    private final LongSupplier clock;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > CLIENTS;
        }
    };

    private record Bucket(double left, long at) {}

    RateLimiter(int perSecond, LongSupplier nanoClock) {
        this.perSecond = perSecond;
        this.most = 2.0 * perSecond;
        this.clock = nanoClock;
    }

    /** Takes one from the client's bucket; the seconds until there is one again, or 0 where one was taken. */
    int take(String client) {
        lock.lock();
        try {
            long now = clock.getAsLong();
            Bucket before = buckets.getOrDefault(client, new Bucket(most, now));
            double left = Math.min(most, before.left() + (now - before.at()) / NANOS * perSecond);
            boolean taken = left >= 1;
            buckets.put(client, new Bucket(taken ? left - 1 : left, now));
            return taken ? 0 : Math.max(1, (int) Math.ceil((1 - left) / perSecond));
        } finally {
            lock.unlock();
        }
    }
}
