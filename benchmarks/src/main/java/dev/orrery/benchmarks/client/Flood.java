package dev.orrery.benchmarks.client;

import dev.orrery.base.OrreryException;
import dev.orrery.client.ChainClient;
import dev.orrery.client.Coin;
import dev.orrery.client.TxResult;
import dev.orrery.network.Account;
import dev.orrery.network.Chain;
import java.io.PrintStream;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Many threads send from a few accounts: everything is included, nothing twice, and no sequence is ever wrong. */
final class Flood {
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final PrintStream out;
    private final Chain chain;

    Flood(PrintStream out, Chain chain) {
        this.out = out;
        this.chain = chain;
    }

    /** @return how much went wrong */
    int run(int transactions, int accounts, int threads) {
        List<Account> senders = Senders.of(chain, accounts);
        String recipient = chain.newAccount().address();
        Queue<String> hashes = new ConcurrentLinkedQueue<>();
        Queue<String> failures = new ConcurrentLinkedQueue<>();
        AtomicInteger next = new AtomicInteger();
        List<Thread> running = new ArrayList<>();
        long sequences;
        Duration took;
        BigInteger received;
        long expected;
        try (ChainClient client = ChainClient.open(chain.client().connection())) {
            long before = sequences(client, senders);
            long start = System.nanoTime();
            for (int i = 0; i < threads; i++) {
                running.add(Thread.ofVirtual().start(() -> {
                    for (int n = next.getAndIncrement(); n < transactions; n = next.getAndIncrement()) {
                        send(client, senders.get(n % accounts), recipient, hashes, failures);
                    }
                }));
            }
            join(running);
            took = Duration.ofNanos(System.nanoTime() - start);
            sequences = sequences(client, senders) - before;
            received = client.balance(recipient, chain.denom()).amount();
            expected = transactions;
        }
        Set<String> distinct = ConcurrentHashMap.newKeySet();
        distinct.addAll(hashes);
        out.printf("%n%d sends from %d accounts by %d threads%n", transactions, accounts, threads);
        out.printf(
                Locale.ROOT,
                "    in %.1f s, %.0f a second: %d included, %d distinct, %d received, sequences %d further, %d"
                        + " failed%n",
                took.toNanos() / 1e9,
                transactions / (took.toNanos() / 1e9),
                hashes.size(),
                distinct.size(),
                received,
                sequences,
                failures.size());
        failures.stream().distinct().limit(5).forEach(failure -> out.println("    failed: " + failure));
        return (int) (failures.size()
                + Math.abs(expected - distinct.size())
                + Math.abs(expected - sequences)
                + received.subtract(BigInteger.valueOf(expected)).abs().longValueExact());
    }

    private void send(
            ChainClient client, Account from, String recipient, Queue<String> hashes, Queue<String> failures) {
        try {
            TxResult result = client.tx(
                            from.key(),
                            new dev.orrery.client.tx.MsgSend(from.address(), recipient, Coin.of(1, chain.denom())))
                    .gas(Senders.GAS)
                    .fee(Coin.of(Senders.FEE, chain.denom()))
                    .within(PATIENCE)
                    .send();
            hashes.add(result.hash());
        } catch (OrreryException e) {
            failures.add(e.failure().headline());
        }
    }

    private static long sequences(ChainClient client, List<Account> accounts) {
        return accounts.stream()
                .mapToLong(account -> client.account(account.address()).sequence())
                .sum();
    }

    private static void join(List<Thread> threads) {
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            threads.forEach(Thread::interrupt);
            throw Failed.interrupted(e);
        }
    }
}
