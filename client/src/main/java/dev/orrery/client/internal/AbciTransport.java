package dev.orrery.client.internal;

import dev.orrery.base.Deadline;
import dev.orrery.client.rpc.ChainNodes;

/**
 * Queries through a node's RPC, which the SDK routes to the same services as gRPC (baseapp: GRPCQueryRouter). Needs no
 * second connection.
 */
public final class AbciTransport implements QueryTransport {
    private final ChainNodes nodes;

    public AbciTransport(ChainNodes nodes) {
        this.nodes = nodes;
    }

    @Override
    public byte[] call(String method, byte[] request, Deadline deadline) {
        return nodes.ask(
                "querying " + method,
                deadline,
                (node, share) -> node.rpc(share).abciQuery("/" + method, request, share));
    }

    @Override
    public void close() {
        // The connections belong to the client.
    }
}
