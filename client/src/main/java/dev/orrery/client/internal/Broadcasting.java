package dev.orrery.client.internal;

import dev.orrery.base.Deadline;
import dev.orrery.base.UnreachableException;
import dev.orrery.client.AccountInfo;
import dev.orrery.client.TxException;
import dev.orrery.client.rpc.BroadcastResult;
import dev.orrery.client.rpc.CometRpc;
import dev.orrery.client.rpc.PendingBroadcast;
import dev.orrery.client.tx.SignedTx;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Hands transactions to nodes, so that each is known to be awaited before a node can have it. */
final class Broadcasting {
    private static final int WRONG_SEQUENCE = 32;
    private static final int MEMPOOL_FULL = 20;
    /** Connections that may be lost under one transaction before its sender is told. */
    static final int LOSSES = 3;

    private final AccountNodes nodes;
    private final Inclusion inclusion;
    private final Standings standings;

    Broadcasting(AccountNodes nodes, Inclusion inclusion, TxSender.AccountLookup accounts) {
        this.nodes = nodes;
        this.inclusion = inclusion;
        this.standings = new Standings(nodes, accounts);
    }

    enum Outcome {
        /** A node has it. */
        TAKEN,
        /** A connection was lost over it, and the next node has its sequence behind it: by this one, or another. */
        UNCERTAIN,
        REFUSED
    }

    /** What came of it, and the node's words. */
    record Answer(Outcome outcome, BroadcastResult result) {}

    static boolean isWrongSequence(BroadcastResult answer) {
        return answer.code() == WRONG_SEQUENCE && answer.codespace().equals("sdk");
    }

    /** A transaction that is being offered to the account's node, and if the connection is lost over it, to the next. */
    final class Offer {
        private final SignedTx tx;
        private final String address;
        private final Deadline deadline;
        private final @Nullable PendingBroadcast first;

        private Offer(SignedTx tx, String address, Deadline deadline, @Nullable PendingBroadcast first) {
            this.tx = tx;
            this.address = address;
            this.deadline = deadline;
            this.first = first;
        }

        /**
         * Waits for the answer.
         *
         * @param beforeAgain waits for its turn to be offered again
         * @throws UnreachableException if no node can be reached
         */
        Answer await(Runnable beforeAgain) {
            boolean keep = false;
            try {
                Answer answer = await(beforeAgain, 1);
                keep = answer.outcome != Outcome.REFUSED;
                return answer;
            } finally {
                if (!keep) {
                    inclusion.forget(tx.hash());
                }
            }
        }

        private Answer await(Runnable beforeAgain, int attempt) {
            BroadcastResult answer;
            try {
                answer = attempt == 1 && first != null ? first.await() : again(tx, address, deadline);
            } catch (UnreachableException e) {
                if (attempt == LOSSES || deadline.passed()) {
                    throw e;
                }
                beforeAgain.run();
                return await(beforeAgain, attempt + 1);
            }
            if (isTaken(answer)) {
                return new Answer(Outcome.TAKEN, answer);
            }
            boolean maybeOwn = attempt > 1 && isWrongSequence(answer);
            return new Answer(maybeOwn ? Outcome.UNCERTAIN : Outcome.REFUSED, answer);
        }
    }

    /**
     * Offers a transaction to a node; does not wait for the answer.
     *
     * @return empty if it was sent before, and is still waited for
     */
    Optional<Offer> offer(CometRpc node, SignedTx tx, String address, Deadline deadline) {
        if (!inclusion.expect(tx.hash(), deadline)) {
            return Optional.empty();
        }
        boolean done = false;
        try {
            PendingBroadcast first;
            try {
                first = node.beginBroadcastTxSync(tx.bytes(), deadline);
            } catch (UnreachableException e) {
                first = null; // the next that can be reached gets it
            }
            done = true;
            return Optional.of(new Offer(tx, address, deadline, first));
        } finally {
            if (!done) {
                inclusion.forget(tx.hash());
            }
        }
    }

    /** Offers a transaction whose sequence nobody here looks after. */
    SentTx first(SignedTx tx, TxErrors.Subject subject, List<AccountInfo> signers, Deadline deadline) {
        String address = signers.getFirst().address();
        Optional<Offer> offer = offer(nodes.rpc(address, deadline), tx, address, deadline);
        if (offer.isPresent()) {
            Answer answer = offer.get().await(() -> {});
            if (answer.outcome == Outcome.REFUSED) {
                throw refused(subject, answer.result);
            }
        }
        return sent(tx, subject, signers);
    }

    static TxException refused(TxErrors.Subject subject, BroadcastResult refusal) {
        return TxErrors.refused(subject, refusal.codespace(), refusal.code(), refusal.log());
    }

    SentTx sent(SignedTx tx, TxErrors.Subject subject, List<AccountInfo> signers) {
        return new SentTx(tx, subject, signers, this);
    }

    Inclusion inclusion() {
        return inclusion;
    }

    /** Where an account is, as of a block or later: asked once, however many of its transactions wait. */
    Standings.Standing standing(String address, long height, Deadline deadline) {
        return standings.get(address, height, deadline);
    }

    /** Offers a transaction again that its node may have lost. */
    BroadcastResult again(SignedTx tx, String address, Deadline deadline) {
        return nodes.rpc(address, deadline).broadcastTxSync(tx.bytes(), deadline);
    }

    /** The newest block of the account's node, executed or not. */
    long newestHeight(String address, Deadline deadline) {
        return nodes.rpc(address, deadline).status().head().height();
    }

    /**
     * Whether a node that was offered a transaction again may have it. A full mempool says so before it looks whether it has
     * it, and a sequence is wrong too after its inclusion.
     */
    static boolean mayBeThere(BroadcastResult answer) {
        return isTaken(answer)
                || isWrongSequence(answer)
                || (answer.code() == MEMPOOL_FULL && answer.codespace().equals("sdk"));
    }

    static boolean isTaken(BroadcastResult answer) {
        return answer.code() == 0
                || (answer.code() == BroadcastResult.ALREADY_KNOWN
                        && answer.codespace().equals("sdk"));
    }
}
