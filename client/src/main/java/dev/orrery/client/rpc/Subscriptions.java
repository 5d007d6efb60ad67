package dev.orrery.client.rpc;

import dev.orrery.base.ChainException;
import dev.orrery.base.Deadline;
import dev.orrery.base.Failure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import tools.jackson.databind.JsonNode;

/**
 * The subscriptions of one connection. CometBFT allows a connection five of them, each query once, so streams of the same
 * query share one.
 */
final class Subscriptions {
    private final JsonRpcSocket socket;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Shared> byQuery = new HashMap<>();

    Subscriptions(JsonRpcSocket socket) {
        this.socket = socket;
        socket.onLoss(this::connectionLost);
    }

    private static final class Shared {
        private long id;
        private final CopyOnWriteArrayList<LiveStream> streams = new CopyOnWriteArrayList<>();
    }

    EventStream open(String query) {
        LiveStream stream = new LiveStream(query, this::close);
        lock.lock();
        try {
            Shared shared = byQuery.get(query);
            if (shared != null) {
                shared.streams.add(stream);
            } else {
                subscribe(query, stream);
            }
        } finally {
            lock.unlock();
        }
        if (!socket.isOpen()) {
            stream.fail(socket.lossException("waiting for events " + query));
        }
        return stream;
    }

    private void subscribe(String query, LiveStream first) {
        Shared shared = new Shared();
        shared.streams.add(first);
        try {
            shared.id = socket.subscribe(
                    query, message -> deliver(query, shared, message), Deadline.after(socket.timeout()));
        } catch (RpcErrorException e) {
            String words = String.valueOf(e.getMessage());
            throw new ChainException(Failure.doing("subscribing to " + query)
                    .where(socket.rpc().toString())
                    .seen(words)
                    .hint(
                            words.contains("max_subscriptions_per_client")
                                    ? "close a stream, or raise that number in [rpc] of config.toml"
                                    : "see CometBFT's documentation of subscriptions for the query language")
                    .build());
        }
        byQuery.put(query, shared);
    }

    private void close(LiveStream stream) {
        lock.lock();
        try {
            Shared shared = byQuery.get(stream.query());
            if (shared == null || !shared.streams.remove(stream) || !shared.streams.isEmpty()) {
                return;
            }
            byQuery.remove(stream.query());
            if (socket.isOpen()) {
                socket.unsubscribe(shared.id, stream.query());
            }
        } catch (RpcErrorException | ChainException e) {
            // The node has forgotten the subscription already, or the connection ended meanwhile: nothing is left open.
        } finally {
            lock.unlock();
        }
    }

    private void deliver(String query, Shared shared, JsonNode message) {
        JsonNode error = message.get("error");
        if (error != null && !error.isNull()) {
            lock.lock();
            try {
                byQuery.remove(query, shared);
            } finally {
                lock.unlock();
            }
            ChainException cancelled = new ChainException(Failure.doing("waiting for events " + query)
                    .where(socket.rpc().toString())
                    .seen(JsonRpcSocket.words(error))
                    .hint("subscribe again, and look up what happened between")
                    .build());
            shared.streams.forEach(stream -> stream.fail(cancelled));
            return;
        }
        JsonNode result = message.path("result");
        Map<String, List<String>> attributes = new LinkedHashMap<>();
        result.path("events").forEachEntry((name, values) -> {
            List<String> texts = new ArrayList<>();
            values.forEach(value -> texts.add(value.asString()));
            attributes.put(name, List.copyOf(texts));
        });
        NodeEvent event = new NodeEvent(query, result.path("data").path("value"), attributes);
        shared.streams.forEach(stream -> stream.offer(event));
    }

    private void connectionLost() {
        List<Shared> all;
        lock.lock();
        try {
            all = List.copyOf(byQuery.values());
        } finally {
            lock.unlock();
        }
        all.forEach(shared -> shared.streams.forEach(
                stream -> stream.fail(socket.lossException("waiting for events " + stream.query()))));
    }
}
