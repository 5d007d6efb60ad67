package dev.orrery.engine.plan;

import java.net.URI;

/**
 * Where a node listens and is reached.
 *
 * @param host the name or address by which its peers and users reach it
 * @param bind the address it listens on: {@code 127.0.0.1} on this machine
 * @param p2p CometBFT's peer port
 * @param rpc CometBFT's RPC port
 * @param grpc the application's gRPC port
 * @param rest the application's REST port
 * @param pprof CometBFT's profiling port
 */
public record NodeAddress(String host, String bind, int p2p, int rpc, int grpc, int rest, int pprof) {
    /** {@code http://host:port} of CometBFT's RPC. */
    public URI rpcUri() {
        return URI.create("http://" + host + ":" + rpc);
    }
}
