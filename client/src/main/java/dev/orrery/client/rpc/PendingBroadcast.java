package dev.orrery.client.rpc;

/** A transaction that is on its way to a node's mempool. */
@FunctionalInterface
public interface PendingBroadcast {
    /**
     * Waits for what the mempool says, which may be a refusal.
     *
     * @throws dev.orrery.base.UnreachableException if the connection is lost before: the node may have it all the same
     * @throws dev.orrery.base.DeadlineExceededException if there is no answer in time
     */
    BroadcastResult await();
}
