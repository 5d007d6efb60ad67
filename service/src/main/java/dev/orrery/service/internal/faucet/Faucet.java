package dev.orrery.service.internal.faucet;

import dev.orrery.base.CancelledException;
import dev.orrery.base.Failure;
import dev.orrery.base.InvalidInputException;
import dev.orrery.base.OrreryException;
import dev.orrery.client.Coin;
import dev.orrery.client.TxException;
import dev.orrery.client.TxResult;
import dev.orrery.client.tx.MsgSend;
import dev.orrery.network.Account;
import dev.orrery.network.Chain;
import dev.orrery.service.internal.http.HttpProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;

/**
 * The faucet of one chain. Requests that come while a transaction is on its way to its block go together into the next one,
 * so that a thousand of them take a few blocks. One that the chain refuses is refused alone. Thread-safe.
 */
final class Faucet implements AutoCloseable {
    /** What fits into a block of the usual size with room to spare. */
    private static final int TOGETHER = 100;

    private static final int WAITING = 10_000;

    private final BlockingQueue<Request> waiting = new LinkedBlockingQueue<>(WAITING);
    private final Chain chain;
    private final LongConsumer onSent;
    private final Thread worker;

    private record Request(String address, List<Coin> coins, CompletableFuture<TxResult> outcome) {}

    /** @param onSent told how many requests each transaction answers */
    Faucet(Chain chain, LongConsumer onSent) {
        this.chain = chain;
        this.onSent = onSent;
        this.worker = Thread.ofVirtual().name("faucet-" + chain.name()).start(this::work);
    }

    /**
     * Sends coins and waits until they are in a block.
     *
     * @throws InvalidInputException if the faucet has no such denom
     * @throws dev.orrery.base.ChainException in the chain's own words, if it refuses
     */
    TxResult send(String address, List<Coin> coins) {
        Request request = new Request(address, coins, new CompletableFuture<>());
        if (!waiting.offer(request)) {
            throw new HttpProblem(503, "faucet-busy", "too many requests wait for the faucet of " + chain.name())
                    .header("Retry-After", "2");
        }
        try {
            return request.outcome().get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof OrreryException known) {
                throw known;
            }
            throw new AssertionError("the faucet failed in an unforeseen way", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException(
                    Failure.doing("waiting for the faucet").seen("an interrupt").build(), e);
        }
    }

    private void work() {
        List<Request> batch = new ArrayList<>();
        try {
            while (true) {
                batch.add(waiting.take());
                waiting.drainTo(batch, TOGETHER - 1);
                serve(batch);
                batch.clear();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            waiting.drainTo(batch);
            CancelledException stopped = new CancelledException(Failure.doing("sending coins")
                    .seen("the service was stopped")
                    .build());
            batch.forEach(request -> request.outcome().completeExceptionally(stopped));
        }
    }

    private void serve(List<Request> batch) {
        try {
            List<Request> possible = possible(batch);
            if (!possible.isEmpty()) {
                sendTogether(possible);
            }
        } catch (RuntimeException | Error e) {
            // Those who asked are told, and the next ones are served.
            batch.forEach(request -> request.outcome().completeExceptionally(e));
        }
    }

    /** Those whose denoms the faucet has; the others are told which it has. */
    private List<Request> possible(List<Request> batch) {
        Set<String> denoms = chain.faucet().balances().stream().map(Coin::denom).collect(Collectors.toSet());
        List<Request> possible = new ArrayList<>();
        for (Request request : batch) {
            if (request.coins().stream().allMatch(coin -> denoms.contains(coin.denom()))) {
                possible.add(request);
            } else {
                request.outcome()
                        .completeExceptionally(new InvalidInputException(Failure.doing("sending coins from the faucet")
                                .where(chain.name())
                                .expected("one of its denoms: "
                                        + denoms.stream().sorted().toList())
                                .seen(Coin.toString(request.coins()))
                                .build()));
            }
        }
        return possible;
    }

    private void sendTogether(List<Request> batch) {
        Account faucet = chain.faucet();
        List<MsgSend> messages = batch.stream()
                .map(request -> new MsgSend(faucet.address(), request.address(), request.coins()))
                .toList();
        try {
            TxResult result = chain.client().tx(faucet.key(), messages).send();
            batch.forEach(request -> request.outcome().complete(result));
            onSent.accept(batch.size());
        } catch (TxException e) {
            if (batch.size() == 1) {
                batch.getFirst().outcome().completeExceptionally(e);
            } else {
                // All of a transaction fails with one of its messages: halves find which.
                sendTogether(batch.subList(0, batch.size() / 2));
                sendTogether(batch.subList(batch.size() / 2, batch.size()));
            }
        }
    }

    @Override
    public void close() {
        worker.interrupt();
    }
}
