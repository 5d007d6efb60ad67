package dev.orrery.client.internal;

import dev.orrery.base.Deadline;
import dev.orrery.base.DeadlineExceededException;
import dev.orrery.base.Failure;
import dev.orrery.base.UnreachableException;
import dev.orrery.client.AccountInfo;
import dev.orrery.client.TxResult;
import dev.orrery.client.rpc.BroadcastResult;
import dev.orrery.client.tx.SignedTx;
import java.util.List;
import java.util.OptionalLong;

/** A transaction that a node has taken. */
public final class SentTx {
    private final SignedTx tx;
    private final TxErrors.Subject subject;
    private final List<AccountInfo> signers;
    private final Broadcasting broadcasting;

    /** @param signers the accounts and the sequences that it uses */
    SentTx(SignedTx tx, TxErrors.Subject subject, List<AccountInfo> signers, Broadcasting broadcasting) {
        this.tx = tx;
        this.subject = subject;
        this.signers = List.copyOf(signers);
        this.broadcasting = broadcasting;
    }

    public SignedTx tx() {
        return tx;
    }

    /** Waits until it is in a block. */
    public TxResult await(Deadline deadline) {
        Inclusion inclusion = broadcasting.inclusion();
        TxResult result =
                inclusion.await(tx.hash(), deadline, new Care(deadline), () -> notIncluded(deadline, inclusion.seen()));
        if (!result.succeeded()) {
            throw TxErrors.failed(subject, result);
        }
        return result;
    }

    /**
     * Mempools lose transactions: when their node restarts, or when another transaction of the account takes the sequence
     * first, at another node. A lost one whose turn it is may be offered again, since its bytes are the same; one whose
     * sequence another has taken can never be included.
     */
    private final class Care implements Inclusion.Care {
        private final Deadline deadline;

        Care(Deadline deadline) {
            this.deadline = deadline;
        }

        @Override
        public OptionalLong lastChance(long height) {
            AccountInfo used = signers.getFirst();
            try {
                if (!tx.body().unordered()) {
                    Standings.Standing now = broadcasting.standing(used.address(), height, deadline);
                    if (now.sequence() > used.sequence()) {
                        return OptionalLong.of(now.height());
                    }
                    if (now.sequence() < used.sequence()) {
                        return OptionalLong.empty(); // it is not its turn yet
                    }
                }
                BroadcastResult answer = broadcasting.again(tx, used.address(), deadline);
                if (!Broadcasting.isTaken(answer) && !Broadcasting.isWrongSequence(answer)) {
                    throw TxErrors.refused(subject, answer.codespace(), answer.code(), answer.log());
                }
                return OptionalLong.empty();
            } catch (UnreachableException | DeadlineExceededException e) {
                return OptionalLong.empty(); // waiting goes on, and has its own way to tell
            }
        }

        @Override
        public RuntimeException gone() {
            return TxErrors.replaced(subject, tx.hash(), signers.getFirst().sequence());
        }
    }

    private Failure notIncluded(Deadline deadline, long seen) {
        return Failure.doing(subject.doing())
                .where(subject.chainId() + ", transaction " + tx.hash())
                .expected("its inclusion within " + deadline.total())
                .seen("the node took it, but it is in no block up to " + seen)
                .hint("does the chain make blocks? A transaction with a low fee may also wait behind others")
                .build();
    }
}
