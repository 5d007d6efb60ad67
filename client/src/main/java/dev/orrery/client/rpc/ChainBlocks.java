package dev.orrery.client.rpc;

import dev.orrery.base.ChainException;
import dev.orrery.base.Deadline;
import dev.orrery.base.DeadlineExceededException;
import dev.orrery.base.Failure;
import dev.orrery.base.InvalidInputException;
import dev.orrery.base.UnreachableException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A chain's blocks as they come, from whichever of its nodes can be reached: waits survive lost connections and nodes
 * that restart, and go on where they were. Nothing runs in the background: who waits reads the blocks, and those who wait
 * at the same time share them. Thread-safe.
 */
public final class ChainBlocks {
    /** How many blocks are kept for others who read them too. */
    private static final int KEPT = 32;

    private static final String ASKING = "asking for the newest block";

    private final ChainNodes nodes;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Long, Slot> kept = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Slot> eldest) {
            return size() > KEPT;
        }
    };
    private Head newest = new Head(0, Instant.EPOCH);

    public ChainBlocks(ChainNodes nodes) {
        this.nodes = nodes;
    }

    private static final class Slot {
        private final ReentrantLock reading = new ReentrantLock();
        private @Nullable BlockContents contents;
    }

    /**
     * The newest block, which no later answer is older than.
     *
     * @throws UnreachableException at once if no node can be reached; {@link #awaitHead} goes on trying
     */
    public Head head(Deadline deadline) {
        return note(nodes.ask(ASKING, deadline, ChainBlocks::newest));
    }

    /**
     * As {@link #head}, for those who wait: as soon as a node can be reached.
     *
     * @throws DeadlineExceededException with what the nodes said last
     */
    public Head awaitHead(Deadline deadline) {
        return note(nodes.askPersistently(ASKING, deadline, ChainBlocks::newest));
    }

    private static Head newest(ChainNode node, Deadline deadline) {
        return node.rpc(deadline).awaitBlock(0, deadline);
    }

    /** The newest block that was seen, without asking; height 0 if none was. */
    public Head seen() {
        lock.lock();
        try {
            return newest;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until the chain has a block of this height or a higher one.
     *
     * @return the newest block
     * @throws DeadlineExceededException naming the newest block, and what the nodes said if none can be reached
     */
    public Head await(long height, Deadline deadline) {
        return await(height, deadline, () -> false);
    }

    Head await(long height, Deadline deadline, BooleanSupplier stopped) {
        String doing = "waiting for block " + height;
        int losses = 0;
        while (true) {
            if (seen().height() >= height || stopped.getAsBoolean()) {
                return seen();
            }
            String obstacle = null;
            try {
                CometRpc node = nodes.rpc(deadline);
                boolean alone = nodes.all().size() == 1;
                Deadline patience = alone ? deadline : deadline.atMost(node.timeout());
                return note(node.awaitBlock(height, patience, stopped));
            } catch (UnreachableException e) {
                obstacle = e.failure().seen().orElse("no node can be reached");
                if (!deadline.passed()) {
                    nodes.pause(losses++, deadline, doing);
                }
            } catch (DeadlineExceededException e) {
                losses = 0;
                if (!deadline.passed()) {
                    ChainNode silent = nodes.current();
                    nodes.suspect(silent, deadline.atMost(silent.timeout()));
                }
            }
            if (deadline.passed()) {
                throw new DeadlineExceededException(missed(height, obstacle, deadline));
            }
        }
    }

    /**
     * The events of blocks and transactions that match a query, from the next block on. They come in the form of CometBFT
     * 0.38: {@code NewBlock}, {@code NewBlockHeader}, {@code NewBlockEvents}, {@code NewEvidence} and {@code Tx}. None is
     * lost and none comes twice, whatever becomes of connections, as long as the nodes have the blocks.
     *
     * @throws InvalidInputException if only a node itself has such events, such as {@code Vote}
     */
    public EventStream events(EventQuery query, Deadline deadline) {
        return events(query, awaitHead(deadline).height() + 1);
    }

    /** As {@link #events(EventQuery, Deadline)}, from a block on that may have been made long ago. */
    public EventStream events(EventQuery query, long fromHeight) {
        if (BlockContents.TYPES.stream().noneMatch(query::allowsType)) {
            throw new InvalidInputException(Failure.doing("following the events " + query)
                    .expected("events of blocks: " + String.join(", ", BlockContents.TYPES))
                    .seen("others, which are no part of the chain")
                    .hint("subscribe to them at a node itself: its own events end with the connection to it")
                    .build());
        }
        return new FollowedStream(this, query, fromHeight);
    }

    /**
     * A transaction by its hash, as CometBFT's {@code tx} gives it; empty if neither the node's index nor one of the
     * newest blocks has it.
     *
     * @param hash 64 hexadecimal digits
     */
    public Optional<JsonNode> tx(String hash, Deadline deadline) {
        Optional<JsonNode> indexed = nodes.askPersistently(
                "looking up the transaction " + hash, deadline, (node, share) -> indexed(node, hash, share));
        if (indexed.isPresent()) {
            return indexed;
        }
        // The index may lag behind, or be off.
        long newestHeight = awaitHead(deadline).height();
        for (long height = newestHeight; height > Math.max(0, newestHeight - KEPT / 2); height--) {
            Optional<JsonNode> found;
            try {
                found = txIn(height, hash, deadline);
            } catch (UnreachableException e) {
                throw e;
            } catch (ChainException e) {
                return Optional.empty(); // the node has no older blocks
            }
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** A transaction in the form of CometBFT's {@code tx}, if it is in that block. */
    public Optional<JsonNode> txIn(long height, String hash, Deadline deadline) {
        BlockContents block = block(height, deadline);
        OptionalInt index = block.indexOf(hash);
        return index.isEmpty() ? Optional.empty() : Optional.of(block.tx(index.getAsInt(), deadline));
    }

    BlockContents block(long height, Deadline deadline) {
        Slot slot;
        lock.lock();
        try {
            slot = kept.computeIfAbsent(height, it -> new Slot());
        } finally {
            lock.unlock();
        }
        String doing = "reading block " + height;
        deadline.lock(
                slot.reading,
                () -> Failure.doing(doing)
                        .expected("an answer within " + deadline.total())
                        .seen("none")
                        .build());
        try {
            BlockContents known = slot.contents;
            if (known == null) {
                known = nodes.askPersistently(doing, deadline, (node, share) -> read(node, height, share));
                slot.contents = known;
            }
            return known;
        } finally {
            slot.reading.unlock();
        }
    }

    /** Lets those who wait look again whether they were stopped. */
    void wake() {
        nodes.wake();
    }

    void requireOpen(String doing) {
        nodes.requireOpen(doing);
    }

    private BlockContents read(ChainNode node, long height, Deadline deadline) {
        CometRpc rpc = node.rpc(deadline);
        // A node that took over may be a block behind.
        Head unused = rpc.awaitBlock(height, deadline);
        return new BlockContents(
                rpc.block(height, deadline),
                until -> nodes.askPersistently(
                        "reading the results of block " + height,
                        until,
                        (any, share) -> any.rpc(share).blockResults(height, share)));
    }

    private static Optional<JsonNode> indexed(ChainNode node, String hash, Deadline deadline) {
        CometRpc rpc = node.rpc(deadline);
        try {
            return rpc.tx(hash, deadline);
        } catch (UnreachableException e) {
            throw e;
        } catch (ChainException e) {
            if (e.failure().seen().orElse("").contains("indexing is disabled")) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private Head note(Head head) {
        lock.lock();
        try {
            if (head.height() >= newest.height()) {
                newest = head;
            }
            return newest;
        } finally {
            lock.unlock();
        }
    }

    private Failure missed(long height, @Nullable String obstacle, Deadline deadline) {
        Head last = seen();
        String seen = last.height() == 0 ? "no block" : "block " + last.height() + " of " + last.time();
        return Failure.doing("waiting for block " + height)
                .where(nodes.all().stream().map(ChainNode::toString).collect(Collectors.joining(", ")))
                .expected("block " + height + " within " + deadline.total())
                .seen(obstacle == null ? seen : seen + "; then " + obstacle)
                .hint(
                        obstacle == null
                                ? "see in the node's log why the chain is slow or halted"
                                : "see in the node's log whether it has stopped")
                .build();
    }
}
