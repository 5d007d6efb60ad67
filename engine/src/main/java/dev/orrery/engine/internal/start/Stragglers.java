package dev.orrery.engine.internal.start;

import dev.orrery.base.CancelledException;
import dev.orrery.base.StageException;
import dev.orrery.engine.plan.NodeLayout;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Ends the wait for validators of genesis whose processes run but have no block: where the others are enough to make them, and
 * also where they are not, since then nobody will have one. On a slow machine everybody is slow, so no fixed time would do: they
 * get twice the time that those others took, and a few seconds at least. Thread-safe.
 */
public final class Stragglers implements AutoCloseable {
    private static final Duration AT_LEAST = Duration.ofSeconds(5);
    /** Longer, since that is the end of the whole start. */
    private static final Duration SILENT_AT_LEAST = Duration.ofSeconds(10);

    private static final int TIMES = 2;

    private final Quorum quorum;
    private final Duration atLeast;
    private final Duration silentAtLeast;
    private final long begin = System.nanoTime();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Set<NodeLayout> answered = new HashSet<>();
    private final Set<NodeLayout> arrived = new HashSet<>();
    private final Map<NodeLayout, Thread> waiting = new HashMap<>();
    private final Map<NodeLayout, Late> late = new HashMap<>();
    private final ExecutorService timer = Executors.newVirtualThreadPerTaskExecutor();
    /** When the last node got further; once those with a block are enough, when they were. */
    private long since = begin;

    private boolean enough;
    private boolean closed;

    Stragglers(Quorum quorum) {
        this(quorum, AT_LEAST, SILENT_AT_LEAST);
    }

    /**
     * @param atLeast how long they get however quick the others were, once these have blocks
     * @param silentAtLeast how long those get that do not answer at all, after the last one that did
     */
    Stragglers(Quorum quorum, Duration atLeast, Duration silentAtLeast) {
        this.quorum = quorum;
        this.atLeast = atLeast;
        this.silentAtLeast = silentAtLeast;
        timer.execute(this::watch);
    }

    /**
     * What became of a node that was waited for.
     *
     * @param blocks whether the others have their first block; else some of them answer, as this one does not
     * @param after how long they have, or do
     */
    record Late(boolean blocks, Duration after) {}

    /**
     * Waits for a node's first block.
     *
     * @param firstBlock does it, and tells as soon as the node answers
     * @param onLate explains what became of it
     * @throws StageException if the wait was called off
     */
    <T> T await(NodeLayout node, Function<Runnable, T> firstBlock, Function<Late, StageException> onLate) {
        begin(node);
        try {
            T block = firstBlock.apply(() -> further(node, answered));
            further(node, arrived);
            return block;
        } catch (CancelledException e) {
            Late calledOff = end(node);
            throw calledOff == null ? e : onLate.apply(calledOff);
        } finally {
            end(node);
        }
    }

    private void begin(NodeLayout node) {
        lock.lock();
        try {
            waiting.put(node, Thread.currentThread());
            progressed();
        } finally {
            lock.unlock();
        }
    }

    private void further(NodeLayout node, Set<NodeLayout> those) {
        lock.lock();
        try {
            if (those.add(node)) {
                progressed();
            }
        } finally {
            lock.unlock();
        }
    }

    private void progressed() {
        if (!enough) {
            since = System.nanoTime();
            enough = quorum.isReachedBy(arrived);
            changed.signalAll();
        }
    }

    /** Whether the wait was called off, and why; the interrupt that did it goes no further. */
    private @Nullable Late end(NodeLayout node) {
        lock.lock();
        try {
            Late calledOff = waiting.remove(node) == null ? null : late.get(node);
            if (calledOff != null) {
                Thread.interrupted();
            }
            return calledOff;
        } finally {
            lock.unlock();
        }
    }

    private void watch() {
        lock.lock();
        try {
            while (!closed) {
                Duration given = given();
                long left = since + given.toNanos() - System.nanoTime();
                if (!enough && !areTooFew()) {
                    changed.await();
                } else if (left > 0) {
                    changed.awaitNanos(left);
                } else {
                    callOff(new Late(enough, given));
                    since = System.nanoTime();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // only the end of the process does that
        } finally {
            lock.unlock();
        }
    }

    /** Whether some answer, and cannot make a block without others. */
    private boolean areTooFew() {
        return !answered.isEmpty() && !quorum.isReachedBy(answered);
    }

    private Duration given() {
        Duration took = Duration.ofNanos(since - begin).multipliedBy(TIMES);
        Duration least = enough ? atLeast : silentAtLeast;
        return took.compareTo(least) > 0 ? took : least;
    }

    private void callOff(Late why) {
        waiting.forEach((node, thread) -> {
            if (node.inGenesis() && (enough || !answered.contains(node))) {
                late.put(node, why);
                thread.interrupt();
            }
        });
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
