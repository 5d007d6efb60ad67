package dev.orrery.client.internal;

import dev.orrery.base.Deadline;
import dev.orrery.base.DeadlineExceededException;
import dev.orrery.base.Failure;
import dev.orrery.client.TxResult;
import dev.orrery.client.rpc.ChainBlocks;
import dev.orrery.client.rpc.Head;
import dev.orrery.client.wire.Any;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/**
 * Sees transactions being included, by looking into each new block: so any number of them needs a single subscription,
 * none is missed across a lost connection, and a node's transaction index, which may lag or be off, is not asked.
 */
public final class Inclusion {
    private final ChainBlocks blocks;
    private final Function<Any, JsonNode> decoder;
    /** The newest block before each of them was broadcast. */
    private final Map<String, Long> awaited = new ConcurrentHashMap<>();

    /** @param decoder makes JSON of what messages returned */
    public Inclusion(ChainBlocks blocks, Function<Any, JsonNode> decoder) {
        this.blocks = blocks;
        this.decoder = decoder;
    }

    /** Looks after a transaction that does not come. */
    interface Care {
        /**
         * What to do when some blocks have passed without it. May throw what the waiting ends with.
         *
         * @param height the last of these blocks
         * @return the last block that may have it, if it can come no more; else empty
         */
        OptionalLong lastChance(long height);

        /** What to tell then. */
        RuntimeException gone();
    }

    /**
     * Must be called before the transaction is broadcast.
     *
     * @return whether it was not awaited already
     */
    boolean expect(String hash, Deadline deadline) {
        return awaited.putIfAbsent(hash, blocks.head(deadline).height()) == null;
    }

    void forget(String hash) {
        awaited.remove(hash);
    }

    /** Waits for a transaction that {@link #expect} has announced. */
    TxResult await(String hash, Deadline deadline, Care care, Supplier<Failure> onMiss) {
        Long before = awaited.get(hash);
        if (before == null) {
            throw new IllegalArgumentException(hash + " was not announced");
        }
        try {
            return follow(hash, before + 1, deadline, care);
        } catch (DeadlineExceededException e) {
            throw new DeadlineExceededException(onMiss.get(), e);
        } finally {
            forget(hash);
        }
    }

    private TxResult follow(String hash, long from, Deadline deadline, Care care) {
        long last = Long.MAX_VALUE;
        long nextCare = from + 1;
        for (long next = from; ; next++) {
            Head unused = blocks.await(next, deadline);
            Optional<JsonNode> tx = blocks.txIn(next, hash, deadline);
            if (tx.isPresent()) {
                return TxJson.result(tx.get(), decoder);
            }
            if (next >= last) {
                throw care.gone();
            }
            if (next >= nextCare && last == Long.MAX_VALUE) {
                // Seldom and seldomer: where blocks are full, many wait, and each of them asks.
                nextCare = next + 2 * (next - from + 1);
                last = care.lastChance(next).orElse(last);
            }
        }
    }

    /** The newest block that was looked into, for the words of who gives up. */
    long seen() {
        return blocks.seen().height();
    }
}
