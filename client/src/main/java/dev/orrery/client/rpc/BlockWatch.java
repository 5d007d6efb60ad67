package dev.orrery.client.rpc;

import dev.orrery.base.ChainException;
import dev.orrery.base.Deadline;
import dev.orrery.base.DeadlineExceededException;
import dev.orrery.base.Failure;
import java.time.Instant;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Knows the newest block of a node, from one subscription that all who wait share. Starts with the first of them. */
final class BlockWatch {
    /** Written so that it is not the query of a user who subscribes to headers too: a node takes each query once. */
    private static final String QUERY = "tm.event='NewBlockHeader' AND tm.event EXISTS";

    private final JsonRpcSocket socket;
    private final Function<Deadline, Head> askNode;
    private final ReentrantLock starting = new ReentrantLock();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean subscribed;
    private @Nullable Head head;

    BlockWatch(JsonRpcSocket socket, Function<Deadline, Head> askNode) {
        this.socket = socket;
        this.askNode = askNode;
        socket.onLoss(this::wake);
    }

    /** @param stopped asked after {@link #wake} */
    Head await(long height, Deadline deadline, BooleanSupplier stopped) {
        String doing = "waiting for block " + height;
        Head seen = start(deadline);
        lock.lock();
        try {
            while (seen.height() < height && !stopped.getAsBoolean()) {
                if (!socket.isOpen()) {
                    throw socket.lossException(doing + ", at block " + seen.height());
                }
                if (!subscribed) {
                    seen = restart(deadline);
                    continue;
                }
                Head last = seen;
                boolean inTime = deadline.await(changed, () -> missed(height, last, deadline));
                seen = head == null ? seen : head;
                if (!inTime && seen.height() < height && socket.isOpen() && !stopped.getAsBoolean()) {
                    throw new DeadlineExceededException(missed(height, seen, deadline));
                }
            }
            return seen;
        } finally {
            lock.unlock();
        }
    }

    /** First subscribes and then asks, so that no block is missed between. */
    private Head start(Deadline deadline) {
        Head known = known();
        if (known != null) {
            return known;
        }
        starting.lock();
        try {
            known = known();
            if (known != null) {
                return known;
            }
            boolean done = false;
            setSubscribed(true);
            try {
                socket.subscribe(QUERY, this::onMessage, deadline.atMost(socket.timeout()));
                done = true;
            } catch (RpcErrorException e) {
                throw new ChainException(Failure.doing("subscribing to new blocks")
                        .where(socket.rpc().toString())
                        .seen(String.valueOf(e.getMessage()))
                        .build());
            } finally {
                if (!done) {
                    setSubscribed(false);
                }
            }
            advance(askNode.apply(deadline.atMost(socket.timeout())));
        } finally {
            starting.unlock();
        }
        return start(deadline);
    }

    /** The node cancels the subscription of a reader that falls behind. */
    private Head restart(Deadline deadline) {
        lock.unlock();
        try {
            return start(deadline);
        } finally {
            lock.lock();
        }
    }

    private @Nullable Head known() {
        lock.lock();
        try {
            return subscribed ? head : null;
        } finally {
            lock.unlock();
        }
    }

    long heardOf() {
        lock.lock();
        try {
            return head == null ? 0 : head.height();
        } finally {
            lock.unlock();
        }
    }

    private void onMessage(JsonNode message) {
        JsonNode error = message.get("error");
        if (error != null && !error.isNull()) {
            setSubscribed(false);
            return;
        }
        JsonNode header = message.path("result").path("data").path("value").path("header");
        advance(new Head(
                Long.parseLong(header.path("height").asString()),
                Instant.parse(header.path("time").asString())));
    }

    private void advance(Head next) {
        lock.lock();
        try {
            if (head == null || next.height() > head.height()) {
                head = next;
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    private void setSubscribed(boolean now) {
        lock.lock();
        try {
            subscribed = now;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void wake() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private Failure missed(long height, Head seen, Deadline deadline) {
        return Failure.doing("waiting for block " + height)
                .where(socket.rpc().toString())
                .expected("block " + height + " within " + deadline.total())
                .seen("block " + seen.height() + " of " + seen.time())
                .hint("see in the node's log why the chain is slow or halted")
                .build();
    }
}
