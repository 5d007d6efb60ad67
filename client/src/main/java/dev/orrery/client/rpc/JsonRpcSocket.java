package dev.orrery.client.rpc;

import dev.orrery.base.CancelledException;
import dev.orrery.base.Deadline;
import dev.orrery.base.DeadlineExceededException;
import dev.orrery.base.Failure;
import dev.orrery.base.UnreachableException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON-RPC 2.0 over one WebSocket, as CometBFT serves it: calls, and events under the id of their subscription. */
final class JsonRpcSocket implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();
    /** RFC 6455, 7.4.1: a message that is too big to process. */
    private static final int TOO_BIG = 1009;

    private static final Duration TO_LEAVE = Duration.ofSeconds(1);

    private final URI rpc;
    private final Duration timeout;
    private final AtomicLong ids = new AtomicLong();
    private final Map<Long, CompletableFuture<JsonNode>> calls = new ConcurrentHashMap<>();
    private final Map<Long, Consumer<JsonNode>> subscriptions = new ConcurrentHashMap<>();
    private final CopyOnWriteArrayList<Runnable> lossListeners = new CopyOnWriteArrayList<>();
    private final AtomicReference<@Nullable Throwable> lost = new AtomicReference<>();
    /** The size of the largest request: it is to blame if the node finds one too big. */
    private final AtomicInteger largest = new AtomicInteger();

    private volatile @Nullable WebSocketLink socket;
    private volatile @Nullable Outbox outbox;

    private JsonRpcSocket(URI rpc, Duration timeout) {
        this.rpc = rpc;
        this.timeout = timeout;
    }

    /**
     * Empty if the connection is refused, because nothing listens there (yet).
     *
     * @param trusted certificates to trust besides nobody's; empty for those of the Java platform
     * @param deadline for the connection; later calls have {@code timeout}, unless they say otherwise
     */
    static Optional<JsonRpcSocket> tryConnect(URI rpc, Optional<Path> trusted, Duration timeout, Deadline deadline) {
        JsonRpcSocket connection = new JsonRpcSocket(rpc, timeout);
        String scheme = "https".equals(rpc.getScheme()) || "wss".equals(rpc.getScheme()) ? "wss" : "ws";
        String path = rpc.getPath() == null ? "" : rpc.getPath().replaceAll("/(websocket)?$", "");
        URI uri = URI.create(scheme + "://" + rpc.getRawAuthority() + path + "/websocket");
        Failure failure = Failure.doing("connecting to the node at " + rpc)
                .expected("CometBFT's RPC within " + deadline.total())
                .seen("no answer")
                .hint("is the node paused, or the address another one than [rpc] laddr in config.toml?")
                .build();
        FutureTask<WebSocketLink> opening = new FutureTask<>(() -> {
            WebSocketLink link = WebSocketLink.open(uri, trusted, deadline.remaining());
            if (Thread.interrupted()) {
                link.close(); // nobody waits for it any more
            }
            return link;
        });
        Thread.ofVirtual().name("connect " + uri).start(opening);
        boolean done = false;
        try {
            WebSocketLink link = deadline.await(opening, () -> failure);
            connection.socket = link;
            connection.outbox = Outbox.of(link, connection::lose);
            link.listen(connection.new Receiver());
            done = true;
            return Optional.of(connection);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof SocketTimeoutException) {
                throw new DeadlineExceededException(failure, e);
            }
            if (cause instanceof ConnectException) {
                return Optional.empty();
            }
            throw new UnreachableException(
                    Failure.doing(failure.doing())
                            .expected("CometBFT's RPC")
                            .seen(String.valueOf(cause))
                            .hint(hint(cause))
                            .build(),
                    e);
        } finally {
            if (!done) {
                opening.cancel(true);
            }
        }
    }

    private static String hint(@Nullable Throwable cause) {
        if (cause instanceof SSLException) {
            return "is it TLS that it speaks, and is its certificate one that Java trusts? Others can be named";
        }
        return cause instanceof UnknownHostException
                ? "no host has that name"
                : "check the address: it is the one of [rpc] laddr in config.toml";
    }

    URI rpc() {
        return rpc;
    }

    Duration timeout() {
        return timeout;
    }

    boolean isOpen() {
        return lost.get() == null;
    }

    /** Calls a method and waits for its result. */
    JsonNode call(String method, Map<String, ?> params) throws RpcErrorException {
        return call(method, params, Deadline.after(timeout));
    }

    JsonNode call(String method, Map<String, ?> params, Deadline deadline) throws RpcErrorException {
        return call(ids.incrementAndGet(), method, params, deadline);
    }

    /** Subscribes; events may reach the consumer before this returns. A null event means that the node cancelled it. */
    long subscribe(String query, Consumer<JsonNode> events, Deadline deadline) throws RpcErrorException {
        long id = ids.incrementAndGet();
        subscriptions.put(id, events);
        boolean done = false;
        try {
            try {
                call(id, "subscribe", Map.of("query", query), deadline);
            } catch (RpcErrorException e) {
                if (!String.valueOf(e.getMessage()).contains("already subscribed")) {
                    throw e;
                }
                // An earlier attempt was given up before the node's answer came.
                call("unsubscribe", Map.of("query", query), deadline);
                call(id, "subscribe", Map.of("query", query), deadline);
            }
            done = true;
            return id;
        } finally {
            if (!done) {
                subscriptions.remove(id);
            }
        }
    }

    void unsubscribe(long id, String query) throws RpcErrorException {
        subscriptions.remove(id);
        call("unsubscribe", Map.of("query", query));
    }

    /** Runs once when the connection is lost, or now if it is. */
    void onLoss(Runnable listener) {
        lossListeners.add(listener);
        if (!isOpen()) {
            listener.run();
        }
    }

    /** What to throw where the connection is lost. */
    UnreachableException lossException(String doing) {
        Throwable cause = lost.get();
        Failure failure = Failure.doing(doing)
                .where(rpc.toString())
                .expected("an answer of the node")
                .seen("the connection is lost: " + cause)
                .hint("look at the node's log: has it stopped?")
                .build();
        return cause == null ? new UnreachableException(failure) : new UnreachableException(failure, cause);
    }

    @Override
    public void close() {
        WebSocketLink open = socket;
        if (end(new IOException("closed by this side")) && open != null) {
            // A node that takes nothing in must not keep whoever closes; the reader ends with the connection.
            FutureTask<Boolean> leaving = new FutureTask<>(open::leave, true);
            Thread.ofVirtual().name("leave " + rpc).start(leaving);
            try {
                boolean unused = Deadline.after(TO_LEAVE)
                        .await(leaving, () -> Failure.doing("closing").build());
            } catch (ExecutionException | DeadlineExceededException | CancelledException e) {
                // The connection has ended already, or will now; whoever closes in an interrupted thread goes on
                // closing.
            } finally {
                open.close();
            }
        }
    }

    private JsonNode call(long id, String method, Map<String, ?> params, Deadline deadline) throws RpcErrorException {
        return begin(id, method, params, deadline).await();
    }

    /**
     * Hands a call over to be sent after those that were begun before it, and does not wait for its answer. A node carries
     * out the calls of one connection in the order in which they come.
     */
    PendingCall begin(String method, Map<String, ?> params, Deadline deadline) {
        return begin(ids.incrementAndGet(), method, params, deadline);
    }

    private PendingCall begin(long id, String method, Map<String, ?> params, Deadline deadline) {
        String text = JSON.writeValueAsString(Map.of("jsonrpc", "2.0", "id", id, "method", method, "params", params));
        PendingCall call = new PendingCall(id, "calling " + method, text, deadline);
        calls.put(id, call.reply);
        Outbox open = outbox;
        if (!isOpen() || open == null) {
            calls.remove(id);
            throw lossException(call.doing);
        }
        largest.accumulateAndGet(text.length(), Math::max);
        open.put(text);
        return call;
    }

    /** A call that was, or will be sent. */
    final class PendingCall {
        private final long id;
        private final String doing;
        private final String text;
        private final Deadline deadline;
        private final CompletableFuture<JsonNode> reply = new CompletableFuture<>();

        private PendingCall(long id, String doing, String text, Deadline deadline) {
            this.id = id;
            this.doing = doing;
            this.text = text;
            this.deadline = deadline;
        }

        /** Waits for its result, until the deadline that it was begun with. */
        JsonNode await() throws RpcErrorException {
            try {
                JsonNode answer = deadline.await(reply, () -> missed(doing, deadline));
                JsonNode error = answer.get("error");
                if (error != null && !error.isNull()) {
                    throw new RpcErrorException(words(error));
                }
                return answer.path("result");
            } catch (ExecutionException e) {
                if (lost.get() instanceof TooBigException && text.length() == largest.get()) {
                    throw new RpcErrorException(TooBigException.WORDS + " of " + text.length() + " bytes");
                }
                throw lossException(doing);
            } finally {
                Outbox open = outbox;
                if (calls.remove(id) != null && open != null) {
                    open.withdraw(text); // nobody waits for it any more
                }
            }
        }
    }

    private Failure missed(String doing, Deadline deadline) {
        return Failure.doing(doing)
                .where(rpc.toString())
                .expected("an answer within " + deadline.total())
                .seen("none")
                .hint("the node may be overloaded or paused; its log tells more")
                .build();
    }

    private void receive(String text) {
        JsonNode message;
        try {
            message = JSON.readTree(text);
        } catch (JacksonException e) {
            lose(e);
            return;
        }
        long id = message.path("id").asLong(-1);
        JsonNode result = message.path("result");
        boolean isEvent = result.has("query") && result.has("data");
        // An event has the id of its subscription and may overtake the reply to it; it says as much as that reply.
        CompletableFuture<JsonNode> call = calls.remove(id);
        if (call != null) {
            call.complete(message);
        }
        Consumer<JsonNode> subscription = subscriptions.get(id);
        if (subscription != null && (isEvent || call == null)) {
            subscription.accept(message);
        }
    }

    private void lose(Throwable cause) {
        WebSocketLink open = socket;
        if (end(cause) && open != null) {
            open.close();
        }
    }

    /** Tells whoever waits; false if they have been told before. */
    private boolean end(Throwable cause) {
        if (!lost.compareAndSet(null, cause)) {
            return false;
        }
        calls.values().forEach(call -> call.completeExceptionally(cause));
        Outbox open = outbox;
        if (open != null) {
            open.close();
        }
        lossListeners.forEach(Runnable::run);
        return true;
    }

    static String words(JsonNode error) {
        String data = error.path("data").asString("");
        String message = error.path("message").asString("");
        return data.isEmpty() ? message : message + ": " + data;
    }

    /** A request was beyond {@code rpc.max_body_bytes}, which CometBFT answers by closing the connection. */
    private static final class TooBigException extends IOException {
        private static final long serialVersionUID = 1L;
        static final String WORDS = "the node closed the connection over a request";

        TooBigException() {
            super("a request was larger than the node's max_body_bytes");
        }
    }

    private final class Receiver implements WebSocketLink.Listener {
        @Override
        public void onText(String text) {
            receive(text);
        }

        @Override
        public void onEnd(int code, String reason) {
            lose(
                    code == TOO_BIG
                            ? new TooBigException()
                            : new IOException("closed by the node: " + code + " " + reason));
        }
    }
}
