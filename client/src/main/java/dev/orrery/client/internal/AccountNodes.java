package dev.orrery.client.internal;

import dev.orrery.base.Deadline;
import dev.orrery.base.UnreachableException;
import dev.orrery.client.rpc.ChainNode;
import dev.orrery.client.rpc.ChainNodes;
import dev.orrery.client.rpc.CometRpc;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which node takes the transactions of which account. A node refuses a transaction whose predecessor it has not seen yet,
 * so an account stays with one, and moves only when that is lost.
 */
public final class AccountNodes {
    private final ChainNodes nodes;
    private final Map<String, ChainNode> byAccount = new ConcurrentHashMap<>();

    public AccountNodes(ChainNodes nodes) {
        this.nodes = nodes;
    }

    /** A connection to the node that takes this account's transactions. */
    CometRpc rpc(String address, Deadline deadline) {
        ChainNode own = byAccount.computeIfAbsent(address, it -> nodes.current());
        try {
            return own.rpc(deadline);
        } catch (UnreachableException e) {
            CometRpc other = nodes.rpc(deadline);
            byAccount.replace(address, own, nodes.current());
            return other;
        }
    }
}
