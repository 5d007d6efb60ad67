package dev.orrery.client.internal;

import dev.orrery.base.Deadline;
import dev.orrery.base.UnreachableException;
import dev.orrery.client.AccountInfo;
import dev.orrery.client.rpc.BroadcastResult;
import dev.orrery.client.rpc.CometRpc;
import dev.orrery.client.tx.SignedTx;
import java.util.List;

/** Hands transactions to nodes, so that each is known to be awaited before a node can have it. */
final class Broadcasting {
    private static final int WRONG_SEQUENCE = 32;
    /** Connections that may be lost under one transaction before its sender is told. */
    private static final int LOSSES = 3;

    private final AccountNodes nodes;
    private final Inclusion inclusion;
    private final TxSender.AccountLookup accounts;

    Broadcasting(AccountNodes nodes, Inclusion inclusion, TxSender.AccountLookup accounts) {
        this.nodes = nodes;
        this.inclusion = inclusion;
        this.accounts = accounts;
    }

    enum Outcome {
        /** A node has it. */
        TAKEN,
        /** It was sent before, and is still waited for. */
        AWAITED_ALREADY,
        /** A connection was lost over it, and the next node has its sequence behind it: by this one, or another. */
        UNCERTAIN,
        REFUSED
    }

    /** What came of it, and the node's words. */
    record Answer(Outcome outcome, BroadcastResult result) {}

    static boolean isWrongSequence(BroadcastResult answer) {
        return answer.code() == WRONG_SEQUENCE && answer.codespace().equals("sdk");
    }

    /**
     * Offers a transaction to the account's node, and if the connection is lost over it, the same bytes to the next.
     *
     * @throws UnreachableException if no node can be reached
     */
    Answer offer(SignedTx tx, String address, Deadline deadline) {
        String hash = tx.hash();
        if (!inclusion.expect(hash, deadline)) {
            return new Answer(Outcome.AWAITED_ALREADY, new BroadcastResult(0, "", "", hash));
        }
        boolean keep = false;
        try {
            Answer answer = offer(tx, address, deadline, 1);
            keep = answer.outcome != Outcome.REFUSED;
            return answer;
        } finally {
            if (!keep) {
                inclusion.forget(hash);
            }
        }
    }

    private Answer offer(SignedTx tx, String address, Deadline deadline, int attempt) {
        BroadcastResult answer;
        try {
            answer = nodes.rpc(address, deadline).broadcastTxSync(tx.bytes(), deadline);
        } catch (UnreachableException e) {
            if (attempt == LOSSES || deadline.passed()) {
                throw e;
            }
            return offer(tx, address, deadline, attempt + 1);
        }
        if (isTaken(answer)) {
            return new Answer(Outcome.TAKEN, answer);
        }
        boolean maybeOwn = attempt > 1 && isWrongSequence(answer);
        return new Answer(maybeOwn ? Outcome.UNCERTAIN : Outcome.REFUSED, answer);
    }

    /** Offers a transaction whose sequence nobody here looks after. */
    SentTx first(SignedTx tx, TxErrors.Subject subject, List<AccountInfo> signers, Deadline deadline) {
        Answer answer = offer(tx, signers.getFirst().address(), deadline);
        if (answer.outcome == Outcome.REFUSED) {
            BroadcastResult refusal = answer.result;
            throw TxErrors.refused(subject, refusal.codespace(), refusal.code(), refusal.log());
        }
        return sent(tx, subject, signers);
    }

    SentTx sent(SignedTx tx, TxErrors.Subject subject, List<AccountInfo> signers) {
        return new SentTx(tx, subject, signers, this);
    }

    Inclusion inclusion() {
        return inclusion;
    }

    /** Where an account is, and a block that is no older than that. */
    record Standing(long sequence, long height) {}

    Standing standing(String address, Deadline deadline) {
        CometRpc node = nodes.rpc(address, deadline);
        long sequence = accounts.at(node, address, deadline).sequence();
        return new Standing(sequence, node.status().head().height());
    }

    /** Offers a transaction again that its node may have lost. */
    BroadcastResult again(SignedTx tx, String address, Deadline deadline) {
        return nodes.rpc(address, deadline).broadcastTxSync(tx.bytes(), deadline);
    }

    static boolean isTaken(BroadcastResult answer) {
        return answer.code() == 0
                || (answer.code() == BroadcastResult.ALREADY_KNOWN
                        && answer.codespace().equals("sdk"));
    }
}
