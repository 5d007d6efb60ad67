package dev.orrery.client.internal;

import dev.orrery.base.ChainException;
import dev.orrery.base.Deadline;
import dev.orrery.base.Failure;
import dev.orrery.base.OrreryException;
import dev.orrery.client.Coin;
import dev.orrery.client.TxResult;
import dev.orrery.client.rpc.CometRpc;
import dev.orrery.client.tx.SignedTx;
import dev.orrery.client.wire.Any;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Sees transactions being included. While any is awaited, one thread looks into each new block, so that any number of
 * them needs a single subscription, none is missed, and the node's transaction index, which may lag or be off, is not
 * asked.
 */
final class Inclusion {
    private static final Duration BETWEEN_BLOCKS = Duration.ofHours(1);

    private final CometRpc rpc;
    private final Function<Any, JsonNode> decoder;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Awaited> awaited = new HashMap<>();
    private boolean watching;

    Inclusion(CometRpc rpc, Function<Any, JsonNode> decoder) {
        this.rpc = rpc;
        this.decoder = decoder;
    }

    private record Awaited(List<Coin> fee, CompletableFuture<TxResult> result) {}

    /**
     * Must be called before the transaction is broadcast.
     *
     * @return whether it was not awaited already
     */
    boolean expect(String hash, List<Coin> fee) {
        long newest = rpc.head().height();
        lock.lock();
        try {
            if (awaited.putIfAbsent(hash, new Awaited(fee, new CompletableFuture<>())) != null) {
                return false;
            }
            if (!watching) {
                watching = true;
                Thread.ofVirtual().name("inclusion " + rpc.uri()).start(() -> watch(newest));
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    void forget(String hash) {
        lock.lock();
        try {
            awaited.remove(hash);
        } finally {
            lock.unlock();
        }
    }

    /** Waits for a transaction that {@link #expect} has announced. */
    TxResult await(String hash, String doing, Deadline deadline, Supplier<Failure> onMiss) {
        CompletableFuture<TxResult> result;
        lock.lock();
        try {
            Awaited entry = awaited.get(hash);
            if (entry == null) {
                throw new IllegalArgumentException(hash + " was not announced");
            }
            result = entry.result;
        } finally {
            lock.unlock();
        }
        try {
            return deadline.await(result, onMiss);
        } catch (ExecutionException e) {
            throw new ChainException(
                    Failure.doing(doing)
                            .where("transaction " + hash)
                            .expected("its inclusion")
                            .seen(reason(e.getCause()))
                            .hint("whether it was included is not known: look it up when the node runs again")
                            .build(),
                    e);
        } finally {
            forget(hash);
        }
    }

    private void watch(long from) {
        long checked = from;
        try {
            while (somethingIsAwaited()) {
                long newest = rpc.awaitBlock(checked + 1, Deadline.after(BETWEEN_BLOCKS))
                        .height();
                for (; checked < newest; checked++) {
                    lookInto(checked + 1);
                }
            }
        } catch (RuntimeException e) {
            // Whatever it is, those who wait must be told.
            failAll(e);
        }
    }

    private boolean somethingIsAwaited() {
        lock.lock();
        try {
            watching = awaited.values().stream().anyMatch(entry -> !entry.result.isDone());
            return watching;
        } finally {
            lock.unlock();
        }
    }

    private void lookInto(long height) {
        List<String> hashes = new ArrayList<>();
        for (JsonNode tx : rpc.block(height).path("block").path("data").path("txs")) {
            hashes.add(SignedTx.hash(Base64.getDecoder().decode(tx.asString())));
        }
        Map<Integer, Awaited> found = new HashMap<>();
        lock.lock();
        try {
            for (int i = 0; i < hashes.size(); i++) {
                Awaited entry = awaited.get(hashes.get(i));
                if (entry != null) {
                    found.put(i, entry);
                }
            }
        } finally {
            lock.unlock();
        }
        if (!found.isEmpty()) {
            JsonNode results = rpc.blockResults(height).path("txs_results");
            found.forEach((index, entry) -> entry.result.complete(
                    TxResults.of(hashes.get(index), height, entry.fee, results.path(index), decoder)));
        }
    }

    private void failAll(RuntimeException reason) {
        lock.lock();
        try {
            watching = false;
            awaited.values().forEach(entry -> entry.result.completeExceptionally(reason));
        } finally {
            lock.unlock();
        }
    }

    private static String reason(@Nullable Throwable cause) {
        return cause instanceof OrreryException known
                ? known.failure().seen().orElse(known.failure().doing())
                : String.valueOf(cause);
    }
}
