package dev.orrery.client.rpc;

import dev.orrery.base.ChainException;
import dev.orrery.base.Deadline;
import dev.orrery.base.DeadlineExceededException;
import dev.orrery.base.Failure;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The matching events of one block after the other. The reader's place is a height and what is left of that block, so it
 * does not matter which connection or node the next block comes from, nor how far behind the reader is.
 */
final class FollowedStream implements EventStream {
    private final ChainBlocks blocks;
    private final EventQuery query;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<NodeEvent> waiting = new ArrayDeque<>();
    private long nextHeight;
    private long taken;
    private volatile boolean closed;

    FollowedStream(ChainBlocks blocks, EventQuery query, long fromHeight) {
        this.blocks = blocks;
        this.query = query;
        this.nextHeight = fromHeight;
    }

    @Override
    public String query() {
        return query.toString();
    }

    @Override
    public NodeEvent next(Deadline deadline) {
        deadline.lock(
                lock,
                () -> Failure.doing(doing())
                        .seen("another reader still waiting")
                        .build());
        try {
            while (true) {
                requireOpen();
                NodeEvent event = waiting.poll();
                if (event != null) {
                    taken++;
                    return event;
                }
                if (blocks.await(nextHeight, deadline, () -> closed).height() >= nextHeight) {
                    waiting.addAll(blocks.block(nextHeight, deadline).events(query, deadline));
                    nextHeight++;
                }
            }
        } catch (DeadlineExceededException e) {
            throw new DeadlineExceededException(missed(deadline, e), e);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        closed = true;
        blocks.wake();
    }

    private void requireOpen() {
        blocks.requireOpen(doing());
        if (closed) {
            throw new ChainException(
                    Failure.doing(doing()).seen("the stream is closed").build());
        }
    }

    private String doing() {
        return "waiting for an event " + query;
    }

    private Failure missed(Deadline deadline, DeadlineExceededException cause) {
        return Failure.doing(doing())
                .expected("one within " + deadline.total())
                .seen("none after the " + taken + " that were read; "
                        + cause.failure().seen().orElse(""))
                .hint(cause.failure().hint().orElse("see the node's log"))
                .build();
    }
}
