package dev.orrery.benchmarks.client;

import dev.orrery.network.Account;
import dev.orrery.network.Chain;
import java.util.List;
import java.util.stream.IntStream;

/** The accounts that send, and what they pay, the same for all clients. */
final class Senders {
    /** What sending coins needs, and some. */
    static final long GAS = 120_000;
    /** {@link #GAS} at the chain's gas price of 0.025. */
    static final long FEE = 3_000;

    private Senders() {}

    static List<Account> of(Chain chain, int count) {
        return IntStream.range(0, count).mapToObj(i -> chain.account("a" + i)).toList();
    }
}
