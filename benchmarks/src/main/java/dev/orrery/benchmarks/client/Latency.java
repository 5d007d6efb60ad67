package dev.orrery.benchmarks.client;

import dev.orrery.base.Deadline;
import dev.orrery.benchmarks.measure.Samples;
import dev.orrery.client.Coin;
import dev.orrery.client.TxRequest;
import dev.orrery.network.Account;
import dev.orrery.network.Chain;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** From handing a transaction over to seen in a block, one after the other, beside the time between two blocks. */
final class Latency {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final PrintStream out;
    private final Chain chain;
    private final String recipient;

    Latency(PrintStream out, Chain chain, String recipient) {
        this.out = out;
        this.chain = chain;
        this.recipient = recipient;
    }

    void run(int rounds) {
        Duration interval = interval(rounds);
        out.printf(
                "%n%-46s %8s %8s %8s   (ms, %d transactions)%n",
                "one transaction, submitted to seen included", "min", "median", "max", rounds);
        out.printf(
                Locale.ROOT, "%-46s %8s %8.1f%n", "from one block to the next (mean)", "", FirstUse.millis(interval));
        Duration fixed = measure("gas given", rounds, request -> request.gas(Senders.GAS));
        Duration simulated = measure("gas simulated", rounds, request -> request);
        out.printf(
                Locale.ROOT,
                "beyond the interval: %.1f ms, simulated %.1f ms   wanted: at most 20 ms%n",
                FirstUse.millis(fixed.minus(interval)),
                FirstUse.millis(simulated.minus(interval)));
    }

    /** Of blocks that carry a transaction each, since empty ones may be faster. */
    private Duration interval(int blocks) {
        Account from = chain.account("a0");
        send(from, request -> request.gas(Senders.GAS));
        long first = chain.height();
        long start = System.nanoTime();
        for (int i = 0; i < blocks; i++) {
            send(from, request -> request.gas(Senders.GAS));
        }
        long last = chain.client().awaitBlocks(1, Deadline.after(PATIENCE)).height() - 1;
        return Duration.ofNanos(System.nanoTime() - start).dividedBy(Math.max(1, last + 1 - first));
    }

    private Duration measure(String label, int rounds, UnaryOperator<TxRequest> options) {
        Account from = chain.account("a0");
        send(from, options);
        Samples samples = new Samples();
        for (int i = 0; i < rounds; i++) {
            long start = System.nanoTime();
            send(from, options);
            samples.add(Duration.ofNanos(System.nanoTime() - start));
        }
        out.printf(
                Locale.ROOT,
                "%-46s %8.1f %8.1f %8.1f%n",
                label,
                FirstUse.millis(samples.min()),
                FirstUse.millis(samples.median()),
                FirstUse.millis(samples.max()));
        return samples.median();
    }

    private void send(Account from, UnaryOperator<TxRequest> options) {
        options.apply(from.sendCoins(Coin.of(1, chain.denom())).to(recipient).within(PATIENCE))
                .send();
    }
}
