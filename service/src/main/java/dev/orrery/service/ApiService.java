package dev.orrery.service;

import dev.orrery.base.AtomicFiles;
import dev.orrery.base.Failure;
import dev.orrery.base.FileLock;
import dev.orrery.base.HostException;
import dev.orrery.base.NetworkStateException;
import dev.orrery.service.internal.access.Tokens;
import dev.orrery.service.internal.coordination.Coordination;
import dev.orrery.service.internal.coordination.Waiting;
import dev.orrery.service.internal.faucet.FaucetRoutes;
import dev.orrery.service.internal.files.FileRights;
import dev.orrery.service.internal.files.FileRoutes;
import dev.orrery.service.internal.files.FileStore;
import dev.orrery.service.internal.http.HttpServer;
import dev.orrery.service.internal.http.OwnRoutes;
import dev.orrery.service.internal.http.Route;
import dev.orrery.service.internal.http.TokenRoutes;
import dev.orrery.service.internal.metrics.Metrics;
import dev.orrery.service.internal.metrics.MetricsRoutes;
import dev.orrery.service.internal.network.LiveNetwork;
import dev.orrery.service.internal.network.LogRoutes;
import dev.orrery.service.internal.network.LogStream;
import dev.orrery.service.internal.network.NetworkRoutes;
import dev.orrery.service.internal.network.RegistryRoutes;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The API service of a network: the intermediary through which its nodes share files and wait for one another, and the
 * place to ask what runs. One HTTP server, and one folder for all that it keeps. Thread-safe.
 */
public final class ApiService implements AutoCloseable {
    private final HttpServer server;
    private final Tokens tokens;
    private final Coordination coordination;
    private final LiveNetwork live;
    private final FaucetRoutes faucets;
    private final List<Route> routes;
    private final FileLock lock;

    private ApiService(
            HttpServer server,
            Tokens tokens,
            Coordination coordination,
            LiveNetwork live,
            FaucetRoutes faucets,
            List<Route> routes,
            FileLock lock) {
        this.server = server;
        this.tokens = tokens;
        this.coordination = coordination;
        this.live = live;
        this.faucets = faucets;
        this.routes = List.copyOf(routes);
        this.lock = lock;
    }

    /**
     * Starts a service. Once this returns, it answers.
     *
     * @throws NetworkStateException if another service has the same store
     * @throws HostException if the port is taken, or the store cannot be written
     * @throws dev.orrery.base.InvalidInputException if the certificate or the operator's token is unusable, or if it would
     *     listen on an address that other machines reach without a certificate
     */
    public static ApiService start(ServiceOptions options) {
        Path store = AtomicFiles.folder(options.store());
        FileLock lock = FileLock.tryAcquire(store.resolve("lock"))
                .orElseThrow(() -> new NetworkStateException(Failure.doing("starting the API service")
                        .where(store.toString())
                        .seen("another service has this store")
                        .hint("give each service a store of its own")
                        .build()));
        try {
            Tokens tokens = Tokens.open(options.tokenFile(), store.resolve("tokens.json"));
            options.nodeTokens().ifPresent(tokens::take);
            List<Route> routes = new ArrayList<>(OwnRoutes.all());
            routes.addAll(new TokenRoutes(tokens).all());
            Coordination coordination = new Coordination(store);
            FileStore files =
                    FileStore.open(AtomicFiles.folder(store.resolve("files")), options.limits(), coordination);
            FileRights rights = new FileRights(coordination);
            routes.addAll(new FileRoutes(
                            files,
                            rights,
                            coordination.waiting()::await,
                            options.limits().longestWait())
                    .all());
            routes.addAll(coordination.routes(options.limits(), rights));
            LiveNetwork live = new LiveNetwork(store.resolve("network.json"), coordination::networkChanged);
            Waiting waiting = coordination.waiting();
            Metrics metrics = new Metrics();
            routes.addAll(new NetworkRoutes(
                            live,
                            coordination::progress,
                            waiting::await,
                            options.limits().longestWait(),
                            options.limits().jsonBytes())
                    .all());
            routes.addAll(new LogRoutes(live, new LogStream()).all());
            routes.addAll(new RegistryRoutes(live).all());
            FaucetRoutes faucets = new FaucetRoutes(live, metrics::fauceted);
            routes.addAll(faucets.all());
            routes.addAll(new MetricsRoutes(metrics, live, coordination::progress).all());
            return new ApiService(
                    HttpServer.start(options, tokens, routes, metrics),
                    tokens,
                    coordination,
                    live,
                    faucets,
                    routes,
                    lock);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /** Where it is: {@code http://127.0.0.1:41234}. */
    public URI url() {
        return server.url();
    }

    Tokens tokens() {
        return tokens;
    }

    Coordination coordination() {
        return coordination;
    }

    LiveNetwork live() {
        return live;
    }

    /** What can be asked, as OpenAPI writes it: {@code GET /v1/files/{path}}. */
    List<String> routes() {
        return routes.stream()
                .map(route -> route.method().name()
                        + " "
                        + route.path().replace('<', '{').replace('>', '}'))
                .toList();
    }

    /** Stops it. What it keeps stays, for one that is started on the same store. */
    @Override
    public void close() {
        coordination.close();
        faucets.close();
        server.close();
        live.close();
        lock.close();
    }
}
