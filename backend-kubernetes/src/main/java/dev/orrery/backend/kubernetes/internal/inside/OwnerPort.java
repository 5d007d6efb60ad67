package dev.orrery.backend.kubernetes.internal.inside;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.orrery.backend.kubernetes.internal.objects.Names;
import dev.orrery.base.Failure;
import dev.orrery.base.HostException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * What the owner of a network answers: the kubelet, whether the network is ready; and whoever has the operator's token, what
 * attaching to the network needs. Strangers are kept away by the network's NetworkPolicy.
 */
public final class OwnerPort implements AutoCloseable {
    public static final String DESCRIPTION = "/description";

    private static final int OK = 200;
    private static final int FORBIDDEN = 401;
    private static final int NOT_READY = 503;
    private static final byte[] NOTHING = {};

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final byte[] token;
    private volatile byte @Nullable [] description;

    private OwnerPort(HttpServer server, String token) {
        this.server = server;
        this.token = token(token);
    }

    /**
     * Answers from now on.
     *
     * @param port 0 for any that is free
     * @param token the operator's
     */
    static OwnerPort open(int port, String token) {
        try {
            OwnerPort opened = new OwnerPort(HttpServer.create(new InetSocketAddress(port), 0), token);
            opened.server.createContext(Names.OWNER_HEALTH, opened::health);
            opened.server.createContext(DESCRIPTION, opened::describe);
            opened.server.setExecutor(opened.threads);
            opened.server.start();
            return opened;
        } catch (IOException e) {
            throw new HostException(
                    Failure.doing("listening on port " + port)
                            .seen(e.toString())
                            .build(),
                    e);
        }
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** The network is ready, and this is what there is to know of it now. */
    void publish(byte[] json) {
        description = json.clone();
    }

    private void health(HttpExchange exchange) throws IOException {
        answer(exchange, description == null ? NOT_READY : OK, NOTHING);
    }

    private void describe(HttpExchange exchange) throws IOException {
        String given = exchange.getRequestHeaders().getFirst("Authorization");
        byte[] now = description;
        if (given == null || !MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), token)) {
            answer(exchange, FORBIDDEN, NOTHING);
        } else if (now == null) {
            answer(exchange, NOT_READY, NOTHING);
        } else {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            answer(exchange, OK, now);
        }
    }

    private static byte[] token(String token) {
        return authorization(token).getBytes(StandardCharsets.UTF_8);
    }

    /** What a request shows. */
    public static String authorization(String token) {
        return "Bearer " + token;
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            if (body.length > 0) {
                exchange.getResponseBody().write(body);
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
