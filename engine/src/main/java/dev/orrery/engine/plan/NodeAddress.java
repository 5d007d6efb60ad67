package dev.orrery.engine.plan;

import java.net.URI;
import java.util.Optional;

/**
 * Where a node listens and is reached.
 *
 * @param host the name or address by which its peers reach it
 * @param bind the address it listens on: {@code 127.0.0.1} on this machine
 * @param p2p CometBFT's peer port
 * @param rpc CometBFT's RPC port
 * @param grpc the application's gRPC port
 * @param rest the application's REST port
 * @param pprof CometBFT's profiling port
 * @param door where users reach it, if not where its peers do
 */
public record NodeAddress(
        String host, String bind, int p2p, int rpc, int grpc, int rest, int pprof, Optional<Door> door) {
    private static final String EVERYWHERE = "0.0.0.0";
    private static final String LOOPBACK = "127.0.0.1";

    /** A node that users reach where its peers do. */
    public NodeAddress(String host, String bind, int p2p, int rpc, int grpc, int rest, int pprof) {
        this(host, bind, p2p, rpc, grpc, rest, pprof, Optional.empty());
    }

    /**
     * Where somebody outside reaches a node whose peers are elsewhere. Nothing of it gets into the plan's files.
     *
     * @param host {@code 127.0.0.1} where ports are forwarded
     */
    public record Door(String host, int p2p, int rpc, int grpc, int rest) {}

    /** The same node with this way in for users. */
    public NodeAddress reachedBy(Door way) {
        return new NodeAddress(host, bind, p2p, rpc, grpc, rest, pprof, Optional.of(way));
    }

    /** The host by which a program beside the node reaches it, which shares its loopback address. */
    public String hostBeside() {
        return bind.equals(EVERYWHERE) ? LOOPBACK : host;
    }

    /** Where users reach it. */
    public Door users() {
        return door.orElseGet(() -> new Door(host, p2p, rpc, grpc, rest));
    }

    /** {@code http://host:port} of CometBFT's RPC, for users. */
    public URI rpcUri() {
        return URI.create("http://" + users().host() + ":" + users().rpc());
    }
}
