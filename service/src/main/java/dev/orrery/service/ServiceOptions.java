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
 */
public record ServiceOptions(
        InetSocketAddress listen, Path store, Path tokenFile, Limits limits, Optional<TlsFiles> tls) {

    /** A service on a free port of the loopback address, with the usual limits. */
    public static ServiceOptions of(Path store, Path tokenFile) {
        return new ServiceOptions(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                store,
                tokenFile,
                Limits.USUAL,
                Optional.empty());
    }

    public ServiceOptions listeningOn(InetSocketAddress address) {
        return new ServiceOptions(address, store, tokenFile, limits, tls);
    }

    public ServiceOptions withLimits(Limits changed) {
        return new ServiceOptions(listen, store, tokenFile, changed, tls);
    }

    public ServiceOptions withTls(TlsFiles files) {
        return new ServiceOptions(listen, store, tokenFile, limits, Optional.of(files));
    }
}
