package dev.orrery.benchmarks.client;

import java.time.Duration;

/** The same load, sent by one client or another: coins from some accounts, as fast as it can. */
interface Load {
    /** In a few words, for the table. */
    String label();

    /**
     * Sends, and waits until all is in blocks.
     *
     * @param accounts how many of the accounts {@code a0}, {@code a1}, … send
     * @param transactions how many in all, a multiple of {@code accounts}
     */
    Sent run(int accounts, int transactions);

    /**
     * How it went.
     *
     * @param handedOver from the first signature until the node has taken the last transaction
     * @param included from the first signature until the last transaction is in a block
     */
    record Sent(int transactions, Duration handedOver, Duration included) {
        double perSecond() {
            return transactions / (included.toNanos() / 1e9);
        }
    }
}
