package dev.orrery.client.internal;

import dev.orrery.base.Deadline;
import dev.orrery.base.Failure;
import dev.orrery.client.rpc.CometRpc;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** How far the chain is with the accounts whose transactions are long in coming. Many may ask at once. */
final class Standings {
    private final AccountNodes nodes;
    private final TxSender.AccountLookup accounts;
    private final Map<String, Slot> byAddress = new ConcurrentHashMap<>();

    Standings(AccountNodes nodes, TxSender.AccountLookup accounts) {
        this.nodes = nodes;
        this.accounts = accounts;
    }

    /**
     * An account's next sequence.
     *
     * @param height a block that is no older than that
     */
    record Standing(long sequence, long height) {}

    private static final class Slot {
        private final ReentrantLock asking = new ReentrantLock();
        private @Nullable Standing newest;
        /** The block that the chain was known to have when the newest was asked for. */
        private long asOf;
    }

    /** @param asOf a block that the answer must not be older than */
    Standing get(String address, long asOf, Deadline deadline) {
        Slot slot = byAddress.computeIfAbsent(address, it -> new Slot());
        deadline.lock(
                slot.asking,
                () -> Failure.doing("asking for the account " + address)
                        .expected("an answer within " + deadline.total())
                        .seen("none")
                        .build());
        try {
            Standing known = slot.newest;
            if (known == null || slot.asOf < asOf) {
                CometRpc node = nodes.rpc(address, deadline);
                long sequence = accounts.at(node, address, deadline).sequence();
                // Not the newest block heard of: the account's state may be ahead of that.
                known = new Standing(sequence, node.status().head().height());
                slot.newest = known;
                slot.asOf = asOf;
            }
            return known;
        } finally {
            slot.asking.unlock();
        }
    }
}
