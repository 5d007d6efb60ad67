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
     * @param took from the first signature until the last transaction is in a block
     * @param cpu what the client's process computed meanwhile: what another load of the machine changes least
     */
    record Sent(int transactions, Duration took, Duration cpu) {
        double perSecond() {
            return transactions / (took.toNanos() / 1e9);
        }

        double cpuMillisEach() {
            return cpu.toNanos() / 1e6 / transactions;
        }
    }
}
