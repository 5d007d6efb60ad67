package dev.orrery.service.internal.http;

import dev.orrery.base.Failure;
import dev.orrery.base.HostException;
import dev.orrery.base.InvalidInputException;
import dev.orrery.service.Limits;
import dev.orrery.service.ServiceOptions;
import dev.orrery.service.internal.access.Tokens;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.HttpResponseException;
import io.javalin.util.JavalinException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.stream.Collectors;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.server.handler.MinimumDataRateHandler;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The server: Javalin on Jetty, a virtual thread for each request. */
public final class HttpServer implements AutoCloseable {
    /** For selectors and acceptors alone; requests have virtual threads. */
    private static final int PLATFORM_THREADS = 16;

    /** What is read of a connection at once. Every connection that is in the middle of something has as much. */
    private static final int INPUT_BUFFER = 32 * 1024;

    /** What Jetty otherwise asks the platform's management for, which takes longer to load than Jetty takes to start. */
    private static final String REFERENCES_PER_CACHE_LINE = "org.eclipse.jetty.util.referencesPerCacheLine";

    private static final String ROUTE = "orrery.route";
    private static final double MILLIS = 1_000;

    private final Javalin javalin;
    private final URI url;
    private final ExecutorService handlers;

    private HttpServer(Javalin javalin, URI url, ExecutorService handlers) {
        this.javalin = javalin;
        this.url = url;
        this.handlers = handlers;
    }

    /**
     * Starts it.
     *
     * @throws HostException if the port is taken
     * @throws InvalidInputException if others could listen in: plain HTTP on an address that other machines reach
     */
    public static HttpServer start(ServiceOptions options, Tokens tokens, List<Route> routes, Traffic traffic) {
        InetSocketAddress listen = options.listen();
        Optional<SslContextFactory.Server> tls = options.tls().map(TlsContext::of);
        InetAddress address = listen.getAddress();
        if (tls.isEmpty() && !options.guarded() && (address == null || !address.isLoopbackAddress())) {
            throw new InvalidInputException(Failure.doing("starting the API service")
                    .where(listen.toString())
                    .expected("a loopback address, or a certificate: tokens and keys would cross the network readable")
                    .seen("plain HTTP on " + listen)
                    .hint("listen on 127.0.0.1, or give a certificate and its key")
                    .build());
        }
        if (System.getProperty(REFERENCES_PER_CACHE_LINE) == null) {
            System.setProperty(REFERENCES_PER_CACHE_LINE, "16");
        }
        ExecutorService handlers = Executors.newThreadPerTaskExecutor(counted(traffic));
        Javalin javalin = Javalin.create(config -> {
            configure(config, options.limits(), listen, tls, handlers);
            route(config, options.limits(), tokens, routes);
            config.requestLogger.http((ctx, millis) -> traffic.answered(
                    ctx.method().name(),
                    Optional.ofNullable(ctx.<String>attribute(ROUTE)).orElse("none"),
                    ctx.statusCode(),
                    millis / MILLIS));
        });
        try {
            javalin.start();
        } catch (JavalinException e) {
            javalin.stop();
            throw new HostException(
                    Failure.doing("starting the API service")
                            .where(listen.toString())
                            .seen(String.valueOf(e.getMessage())
                                    .lines()
                                    .findFirst()
                                    .orElse(""))
                            .hint("give another port, or port 0 for any that is free")
                            .build(),
                    e);
        }
        return new HttpServer(
                javalin,
                URI.create((tls.isPresent() ? "https" : "http") + "://"
                        + uriHost(address == null ? listen.getHostString() : address.getHostAddress()) + ":"
                        + javalin.port()),
                handlers);
    }

    public URI url() {
        return url;
    }

    @Override
    public void close() {
        javalin.stop();
        // Those that wait for something that will not come any more.
        handlers.shutdownNow();
    }

    private static ThreadFactory counted(Traffic traffic) {
        ThreadFactory threads = Thread.ofVirtual().name("api-", 0).factory();
        return work -> threads.newThread(() -> {
            traffic.threadBegan();
            try {
                work.run();
            } finally {
                traffic.threadEnded();
            }
        });
    }

    private static String uriHost(String host) {
        return host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    }

    private static void configure(
            JavalinConfig config,
            Limits limits,
            InetSocketAddress listen,
            Optional<SslContextFactory.Server> tls,
            ExecutorService handlers) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.http.compressionStrategy = CompressionStrategy.NONE;
        config.http.maxRequestSize = limits.jsonBytes();
        config.http.prefer405over404 = true;
        config.http.defaultContentType = "application/json";
        config.router.ignoreTrailingSlashes = false;
        config.concurrency.useVirtualThreads = true;
        config.jetty.threadPool = threads(handlers);
        config.jetty.modifyHttpConfiguration(http -> {
            http.setSendServerVersion(false);
            // Buffers are not pooled (below); off the heap they would outlive their use by far.
            http.setUseInputDirectByteBuffers(false);
        });
        config.jetty.addConnector((server, http) -> connector(server, http, limits, listen, tls));
        config.jetty.modifyServer(server -> {
            server.setErrorHandler(new ServerErrors());
            // Answers have no least rate: a stream of events is silent where nothing happens.
            server.setHandler(new MinimumDataRateHandler(limits.bytesPerSecond(), 0));
            server.setStopTimeout(0);
        });
    }

    private static QueuedThreadPool threads(ExecutorService handlers) {
        QueuedThreadPool threads = new QueuedThreadPool(PLATFORM_THREADS);
        threads.setName("api");
        threads.setDaemon(true);
        threads.setVirtualThreadsExecutor(handlers);
        return threads;
    }

    private static ServerConnector connector(
            Server server,
            HttpConfiguration http,
            Limits limits,
            InetSocketAddress listen,
            Optional<SslContextFactory.Server> tls) {
        HttpConnectionFactory plain = new HttpConnectionFactory(http);
        plain.setInputBufferSize(INPUT_BUFFER);
        ConnectionFactory[] protocols = tls.map(
                        context -> new ConnectionFactory[] {new SslConnectionFactory(context, "http/1.1"), plain})
                .orElseGet(() -> new ConnectionFactory[] {plain});
        // Jetty 12.1.12 can give a buffer back twice where a client is cut off: its request then stood in another's
        // answer.
        ServerConnector connector =
                new ServerConnector(server, null, null, new ByteBufferPool.NonPooling(), 1, 1, protocols);
        connector.setHost(listen.getHostString());
        connector.setPort(listen.getPort());
        connector.setIdleTimeout(limits.idle().toMillis());
        connector.addBean(new NetworkConnectionLimit(limits.connections(), connector));
        return connector;
    }

    private static void route(JavalinConfig config, Limits limits, Tokens tokens, List<Route> routes) {
        Gate gate = new Gate(
                tokens,
                limits.requestsPerSecond(),
                routes.stream()
                        .filter(route -> route.access() == Route.Access.ANYBODY)
                        .map(Route::path)
                        .collect(Collectors.toSet()));
        config.routes.before(gate::enter);
        config.routes.exception(
                HttpResponseException.class, (e, ctx) -> Problems.send(ctx, Problems.ofStatus(e.getStatus())));
        config.routes.exception(Exception.class, (e, ctx) -> Problems.send(ctx, Problems.of(e)));
        for (Route route : routes) {
            config.routes.addHttpHandler(route.method(), route.path(), ctx -> {
                ctx.attribute(ROUTE, route.path());
                gate.mayAsk(ctx, route);
                route.handler().handle(ctx);
            });
        }
    }
}
