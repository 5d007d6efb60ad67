package dev.orrery.engine.plan;

import java.net.URI;
import java.util.Optional;
import java.util.OptionalInt;

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
 * @param jsonRpc the ports for Ethereum's clients, of a chain whose nodes serve them
 * @param door where users reach it, if not where its peers do
 */
public record NodeAddress(
        String host,
        String bind,
        int p2p,
        int rpc,
        int grpc,
        int rest,
        int pprof,
        Optional<JsonRpcPorts> jsonRpc,
        Optional<Door> door) {
    private static final String EVERYWHERE = "0.0.0.0";
    private static final String LOOPBACK = "127.0.0.1";

    /** A node that users reach where its peers do. */
    public NodeAddress(String host, String bind, int p2p, int rpc, int grpc, int rest, int pprof) {
        this(host, bind, p2p, rpc, grpc, rest, pprof, Optional.empty(), Optional.empty());
    }

    /**
     * Where somebody outside reaches a node whose peers are elsewhere. Nothing of it gets into the plan's files.
     *
     * @param host {@code 127.0.0.1} where ports are forwarded
     * @param jsonRpc of a node that serves it
     */
    public record Door(String host, int p2p, int rpc, int grpc, int rest, OptionalInt jsonRpc) {
        /** A way in to a node without JSON-RPC. */
        public Door(String host, int p2p, int rpc, int grpc, int rest) {
            this(host, p2p, rpc, grpc, rest, OptionalInt.empty());
        }

        /** The same way in with this port for Ethereum's clients. */
        public Door with(int jsonRpcPort) {
            return new Door(host, p2p, rpc, grpc, rest, OptionalInt.of(jsonRpcPort));
        }
    }

    /** The same node with these ports for Ethereum's clients. */
    public NodeAddress with(JsonRpcPorts ports) {
        return new NodeAddress(host, bind, p2p, rpc, grpc, rest, pprof, Optional.of(ports), door);
    }

    /** The same node with this way in for users. */
    public NodeAddress reachedBy(Door way) {
        return new NodeAddress(host, bind, p2p, rpc, grpc, rest, pprof, jsonRpc, Optional.of(way));
    }

    /** The host by which a program beside the node reaches it, which shares its loopback address. */
    public String hostBeside() {
        return bind.equals(EVERYWHERE) ? LOOPBACK : host;
    }

    /** Where users reach it. */
    public Door users() {
        return door.orElseGet(() -> {
            Door own = new Door(host, p2p, rpc, grpc, rest);
            return jsonRpc.map(ports -> own.with(ports.http())).orElse(own);
        });
    }

    /** {@code http://host:port} of CometBFT's RPC, for users. */
    public URI rpcUri() {
        return URI.create("http://" + users().host() + ":" + users().rpc());
    }
}
