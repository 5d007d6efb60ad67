package dev.orrery.service;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a service listens, what it keeps, and what it allows.
 *
 * @param listen an address of this host; port 0 takes any that is free
 * @param store the folder for everything that it keeps; made if it is not there
 * @param tokenFile the operator's token; made, for its owner's eyes alone, if it is not there
 * @param tls absent: plain HTTP, which is refused for addresses that other machines reach
 * @param nodeTokens a file with nodes' tokens that were made elsewhere: a JSON object with the SHA-256 of each, in
 *     hexadecimal, by {@code chain/node}
 * @param guarded whether something else keeps strangers away from where it listens, so that plain HTTP will do anywhere
 */
public record ServiceOptions(
        InetSocketAddress listen,
        Path store,
        Path tokenFile,
        Limits limits,
        Optional<TlsFiles> tls,
        Optional<Path> nodeTokens,
        boolean guarded) {

    /** A service on a free port of the loopback address, with the usual limits. */
    public static ServiceOptions of(Path store, Path tokenFile) {
        return new ServiceOptions(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                store,
                tokenFile,
                Limits.USUAL,
                Optional.empty(),
                Optional.empty(),
                false);
    }

    public ServiceOptions listeningOn(InetSocketAddress address) {
        return new ServiceOptions(address, store, tokenFile, limits, tls, nodeTokens, guarded);
    }

    public ServiceOptions withLimits(Limits changed) {
        return new ServiceOptions(listen, store, tokenFile, changed, tls, nodeTokens, guarded);
    }

    public ServiceOptions withTls(TlsFiles files) {
        return new ServiceOptions(listen, store, tokenFile, limits, Optional.of(files), nodeTokens, guarded);
    }

    /** Also knows the nodes of this file. */
    public ServiceOptions withNodeTokens(Path file) {
        return new ServiceOptions(listen, store, tokenFile, limits, tls, Optional.of(file), guarded);
    }

    /** Behind something that keeps strangers away, such as a NetworkPolicy of Kubernetes. */
    public ServiceOptions behindGuard() {
        return new ServiceOptions(listen, store, tokenFile, limits, tls, nodeTokens, true);
    }
}
