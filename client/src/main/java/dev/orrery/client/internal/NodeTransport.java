package dev.orrery.client.internal;

import dev.orrery.base.ChainException;
import dev.orrery.base.Deadline;
import dev.orrery.base.Failure;
import dev.orrery.base.UnreachableException;
import dev.orrery.client.NodeUrls;
import dev.orrery.client.rpc.ChainNode;
import dev.orrery.client.rpc.ChainNodes;
import dev.orrery.client.rpc.CometRpc;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Queries of any service. The first few of a client pass through the node's RPC, whose connection is there anyway: a second
 * one, and the library for it, cost a new virtual machine more than all else. Who asks more than a few gets the node's gRPC,
 * whose calls do not wait for each other, once it is connected. Either stands in for the other, where a node has no gRPC that can be reached, and
 * for services that only gRPC has.
 */
public final class NodeTransport implements QueryTransport {
    private static final int FEW = 8;

    private final AtomicInteger asked = new AtomicInteger();
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

    /**
     * Connects, if that has not been done yet.
     *
     * @throws dev.orrery.base.ChainException if the node is of another chain, or cannot be reached
     */
    void connect(Deadline deadline) {
        CometRpc unused = nodes.rpc(deadline);
    }

    /**
     * Waits until the gRPC of every node that names one can be called.
     *
     * @throws dev.orrery.base.DeadlineExceededException naming the first that cannot
     */
    public void awaitGrpc(Deadline deadline) {
        grpcs.forEach(grpc -> grpc.ifPresent(named -> named.awaitOpen(deadline)));
    }

    /** The gRPC of the node in use, for calls that only gRPC has; empty if it has none. */
    public Optional<GrpcTransport> grpc() {
        return grpcs.get(nodes.current().index());
    }

    private byte[] call(ChainNode node, String method, byte[] request, Deadline deadline) {
        // Also makes sure that it is a node of the right chain.
        CometRpc rpc = node.rpc(deadline);
        Optional<GrpcTransport> grpc = grpcs.get(node.index());
        if (grpc.isEmpty() || asked.get() < FEW || grpc.get().isOpening()) {
            asked.incrementAndGet();
            try {
                return rpc.abciQuery("/" + method, request, deadline);
            } catch (UnreachableException e) {
                throw e;
            } catch (ChainException e) {
                if (grpc.isEmpty() || !hasNoSuchPath(e)) {
                    throw e;
                }
                return callOnGrpcAlone(grpc.get(), method, request, deadline, e);
            }
        }
        try {
            return grpc.get().call(method, request, deadline);
        } catch (UnreachableException e) {
            return rpc.abciQuery("/" + method, request, deadline);
        }
    }

    private static byte[] callOnGrpcAlone(
            GrpcTransport grpc, String method, byte[] request, Deadline deadline, ChainException unknown) {
        try {
            return grpc.call(method, request, deadline);
        } catch (UnreachableException e) {
            Failure.Builder both = Failure.doing("querying " + method)
                    .seen(unknown.failure().seen().orElse("") + "; the node's gRPC may have it, but "
                            + e.failure().seen().orElse("cannot be reached"));
            e.failure().where().ifPresent(both::where);
            e.failure().hint().ifPresent(both::hint);
            throw new ChainException(both.build(), e);
        }
    }

    /** {@code baseapp.Query}: what is on the gRPC server alone has no path there. */
    private static boolean hasNoSuchPath(ChainException e) {
        return e.failure().seen().orElse("").startsWith("unknown query path");
    }

    @Override
    public void close() {
        grpcs.forEach(grpc -> grpc.ifPresent(GrpcTransport::close));
    }
}
