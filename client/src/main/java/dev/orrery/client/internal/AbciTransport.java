package dev.orrery.client.internal;

import dev.orrery.base.Deadline;
import dev.orrery.client.rpc.CometRpc;
import java.util.function.Supplier;

/**
 * Queries through the node's RPC, which the SDK routes to the same services as gRPC (baseapp: GRPCQueryRouter). Needs no
 * second connection.
 */
public final class AbciTransport implements QueryTransport {
    private final Supplier<CometRpc> rpc;

    public AbciTransport(Supplier<CometRpc> rpc) {
        this.rpc = rpc;
    }

    @Override
    public byte[] call(String method, byte[] request, Deadline deadline) {
        return rpc.get().abciQuery("/" + method, request, deadline);
    }

    @Override
    public void close() {
        // The connection belongs to the client.
    }
}
