package dev.orrery.client.internal;

import dev.orrery.base.Deadline;
import dev.orrery.base.DeadlineExceededException;
import dev.orrery.base.Failure;
import dev.orrery.base.UnreachableException;
import dev.orrery.client.AccountInfo;
import dev.orrery.client.TxException;
import dev.orrery.client.TxResult;
import dev.orrery.client.rpc.BroadcastResult;
import dev.orrery.client.tx.SignedTx;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

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
     * sequence another has taken can never be included. What a node says to it then is true of its newest block, which may
     * be one that has the transaction and was not looked into yet.
     */
    private final class Care implements Inclusion.Care {
        private final Deadline deadline;
        private @Nullable TxException refusal;

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
                if (Broadcasting.mayBeThere(answer)) {
                    return OptionalLong.empty();
                }
                refusal = Broadcasting.refused(subject, answer);
                return OptionalLong.of(broadcasting.newestHeight(used.address(), deadline));
            } catch (UnreachableException | DeadlineExceededException e) {
                return OptionalLong.empty(); // waiting goes on, and has its own way to tell
            }
        }

        @Override
        public RuntimeException gone() {
            return refusal != null
                    ? refusal
                    : TxErrors.replaced(subject, tx.hash(), signers.getFirst().sequence());
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
