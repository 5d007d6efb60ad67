package dev.orrery.client.rpc;

import dev.orrery.base.ChainException;
import dev.orrery.base.Deadline;
import dev.orrery.base.DeadlineExceededException;
import dev.orrery.base.Failure;
import dev.orrery.base.UnreachableException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A node's events of one subscription, which ends with its connection. Events wait here until they are taken; a reader
 * that falls {@value #CAPACITY} events behind gets an error instead of a gap.
 */
final class LiveStream implements EventStream {
    private static final int CAPACITY = 10_000;

    private final String query;
    private final Consumer<LiveStream> onClose;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<NodeEvent> events = new ArrayDeque<>();
    private @Nullable ChainException ended;
    private long taken;

    LiveStream(String query, Consumer<LiveStream> onClose) {
        this.query = query;
        this.onClose = onClose;
    }

    @Override
    public String query() {
        return query;
    }

    @Override
    public NodeEvent next(Deadline deadline) {
        lock.lock();
        try {
            while (true) {
                NodeEvent event = events.poll();
                if (event != null) {
                    taken++;
                    return event;
                }
                if (ended != null) {
                    throw ended instanceof UnreachableException
                            ? new UnreachableException(ended.failure(), ended)
                            : new ChainException(ended.failure(), ended);
                }
                if (!deadline.await(changed, () -> missed(deadline)) && events.isEmpty() && ended == null) {
                    throw new DeadlineExceededException(missed(deadline));
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** Unsubscribes, unless another stream of this connection reads the same query. */
    @Override
    public void close() {
        fail(new ChainException(Failure.doing("waiting for events " + query)
                .seen("the stream is closed")
                .build()));
        onClose.accept(this);
    }

    void offer(NodeEvent event) {
        lock.lock();
        try {
            if (ended == null && events.size() >= CAPACITY) {
                ended = new ChainException(Failure.doing("reading events " + query)
                        .expected("a reader that keeps up")
                        .seen(CAPACITY + " events waiting")
                        .hint("read faster, or subscribe to fewer events")
                        .build());
            } else if (ended == null) {
                events.add(event);
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void fail(ChainException reason) {
        lock.lock();
        try {
            if (ended == null) {
                ended = reason;
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private Failure missed(Deadline deadline) {
        return Failure.doing("waiting for an event " + query)
                .expected("one within " + deadline.total())
                .seen("none after the " + taken + " that were read")
                .build();
    }
}
