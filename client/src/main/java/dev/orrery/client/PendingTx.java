package dev.orrery.client;

import dev.orrery.base.Deadline;
import dev.orrery.client.internal.SentTx;
import dev.orrery.client.tx.SignedTx;
import java.time.Duration;

/** A transaction that a node has taken and that is in no block yet, as far as is known. */
public final class PendingTx {
    private final SentTx sent;
    private final Duration within;

    PendingTx(SentTx sent, Duration within) {
        this.sent = sent;
        this.within = within;
    }

    /** SHA-256 of its bytes in upper-case hexadecimal: its name on the chain. */
    public String hash() {
        return sent.tx().hash();
    }

    /** What was sent. */
    public SignedTx tx() {
        return sent.tx();
    }

    /**
     * Waits until it is in a block, as long as the request says.
     *
     * @throws TxException if it failed there
     * @throws dev.orrery.base.DeadlineExceededException if it is in no block in time; it may still be included later
     */
    public TxResult await() {
        return await(Deadline.after(within));
    }

    /** As {@link #await()}, with a deadline of its own. */
    public TxResult await(Deadline deadline) {
        return sent.await(deadline);
    }

    @Override
    public String toString() {
        return "transaction " + hash();
    }
}
