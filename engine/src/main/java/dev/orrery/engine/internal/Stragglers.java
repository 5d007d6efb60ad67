package dev.orrery.engine.internal;

import dev.orrery.base.CancelledException;
import dev.orrery.base.StageException;
import dev.orrery.engine.plan.NodeLayout;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Ends the wait for validators of genesis whose processes run but have no block, where the others are enough to make them:
 * they get twice the time that those took, and at least 5 s. On a slow machine everybody is slow, so no fixed time would do.
 * Thread-safe.
 */
final class Stragglers implements AutoCloseable {
    private static final Duration AT_LEAST = Duration.ofSeconds(5);
    private static final int TIMES = 2;

    private final Quorum quorum;
    private final Duration atLeast;
    private final long begin = System.nanoTime();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<NodeLayout> arrived = new ArrayList<>();
    private final Map<NodeLayout, Thread> waiting = new HashMap<>();
    private final Set<NodeLayout> late = new HashSet<>();
    private final ExecutorService timer = Executors.newVirtualThreadPerTaskExecutor();
    private Duration given = Duration.ZERO;
    private boolean closed;

    Stragglers(Quorum quorum) {
        this(quorum, AT_LEAST);
    }

    /** @param atLeast how long they get however quick the others were */
    Stragglers(Quorum quorum, Duration atLeast) {
        this.quorum = quorum;
        this.atLeast = atLeast;
        timer.execute(this::callOff);
    }

    /**
     * Waits for a node's first block.
     *
     * @param onLate tells what became of it, by how long the others have had theirs
     * @throws StageException if the wait was called off
     */
    <T> T await(NodeLayout node, Supplier<T> firstBlock, Function<Duration, StageException> onLate) {
        begin(node);
        try {
            T block = firstBlock.get();
            arrived(node);
            return block;
        } catch (CancelledException e) {
            throw end(node) ? onLate.apply(given) : e;
        } finally {
            end(node);
        }
    }

    private void begin(NodeLayout node) {
        lock.lock();
        try {
            waiting.put(node, Thread.currentThread());
        } finally {
            lock.unlock();
        }
    }

    private void arrived(NodeLayout node) {
        lock.lock();
        try {
            arrived.add(node);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Whether the wait was called off; the interrupt that did it goes no further. */
    private boolean end(NodeLayout node) {
        lock.lock();
        try {
            boolean calledOff = waiting.remove(node) != null && late.contains(node);
            if (calledOff) {
                Thread.interrupted();
            }
            return calledOff;
        } finally {
            lock.unlock();
        }
    }

    private void callOff() {
        lock.lock();
        try {
            while (!closed && !quorum.isReachedBy(arrived)) {
                changed.await();
            }
            Duration took = Duration.ofNanos(System.nanoTime() - begin).multipliedBy(TIMES);
            given = took.compareTo(atLeast) > 0 ? took : atLeast;
            long left = given.toNanos();
            while (!closed && left > 0) {
                left = changed.awaitNanos(left);
            }
            if (!closed) {
                waiting.forEach((node, thread) -> {
                    if (node.inGenesis()) {
                        late.add(node);
                        thread.interrupt();
                    }
                });
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // only the end of the process does that
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        timer.close();
    }
}
