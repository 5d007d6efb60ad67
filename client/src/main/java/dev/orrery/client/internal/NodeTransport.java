package dev.orrery.client.internal;

import dev.orrery.base.Deadline;
import dev.orrery.base.UnreachableException;
import dev.orrery.client.NodeUrls;
import dev.orrery.client.rpc.ChainNode;
import dev.orrery.client.rpc.ChainNodes;
import dev.orrery.client.rpc.CometRpc;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Queries over the gRPC of the node in use; through its RPC where it has no gRPC, or where that cannot be reached. */
public final class NodeTransport implements QueryTransport {
    private final ChainNodes nodes;
    private final List<Optional<GrpcTransport>> grpcs = new ArrayList<>();

    /** @param urls those of the nodes, in the same order */
    public NodeTransport(ChainNodes nodes, List<NodeUrls> urls, Optional<Path> trusted) {
        this.nodes = nodes;
        urls.forEach(url -> grpcs.add(url.grpc().map(uri -> new GrpcTransport(uri, trusted))));
    }

    @Override
    public byte[] call(String method, byte[] request, Deadline deadline) {
        return nodes.ask("querying " + method, deadline, (node, share) -> call(node, method, request, share));
    }

    /** The gRPC of the node in use, for calls that only gRPC has; empty if it has none. */
    public Optional<GrpcTransport> grpc() {
        return grpcs.get(nodes.current().index());
    }

    private byte[] call(ChainNode node, String method, byte[] request, Deadline deadline) {
        // Also makes sure that it is a node of the right chain.
        CometRpc rpc = node.rpc(deadline);
        Optional<GrpcTransport> grpc = grpcs.get(node.index());
        if (grpc.isPresent()) {
            try {
                return grpc.get().call(method, request, deadline);
            } catch (UnreachableException e) {
                // Its RPC answers the same.
            }
        }
        return rpc.abciQuery("/" + method, request, deadline);
    }

    @Override
    public void close() {
        grpcs.forEach(grpc -> grpc.ifPresent(GrpcTransport::close));
    }
}
