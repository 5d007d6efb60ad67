package dev.orrery.client.internal;

import dev.orrery.base.Deadline;
import dev.orrery.base.DeadlineExceededException;
import dev.orrery.base.Failure;
import dev.orrery.client.AccountInfo;
import dev.orrery.client.rpc.CometRpc;
import java.util.TreeSet;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The next sequence of one account. Who signs holds the write lock until the transaction is on its way, so that
 * transactions reach the node in the order of their sequences; a few may be on their way at once. When one of them is
 * refused, those behind it are too, so no more are sent until all have their answers. Who simulates holds the read lock:
 * simulations need the right sequence too, and any number of them may run while it stands still.
 */
final class AccountSequence {
    /** Enough to hide the way to the node; more would only keep other questions to it waiting. */
    private static final int MOST_ON_THEIR_WAY = 8;

    final ReadWriteLock turn = new ReentrantReadWriteLock(true);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final TreeSet<Long> onTheirWay = new TreeSet<>();
    /** Null if what was sent last must be answered first. */
    private @Nullable AccountInfo next;
    /** What is next after a refusal, once all are answered; null to ask the chain. */
    private @Nullable AccountInfo corrected;

    private @Nullable CometRpc node;

    /** Waits until another transaction may be sent to this node. */
    void awaitRoom(CometRpc to, Deadline deadline, String doing) {
        lock.lock();
        try {
            if (node != to) {
                // Another connection may be to a node that has not seen, or has forgotten, what waits to be included.
                node = to;
                next = null;
                corrected = null;
            }
            await(() -> next == null ? onTheirWay.isEmpty() : onTheirWay.size() < MOST_ON_THEIR_WAY, deadline, doing);
        } finally {
            lock.unlock();
        }
    }

    /** Waits until all that was sent is answered. */
    void awaitAnswers(Deadline deadline, String doing) {
        lock.lock();
        try {
            await(onTheirWay::isEmpty, deadline, doing);
        } finally {
            lock.unlock();
        }
    }

    /** Waits until all that was sent with lower sequences is answered. */
    void awaitAnswersBefore(AccountInfo used, Deadline deadline, String doing) {
        lock.lock();
        try {
            await(() -> onTheirWay.headSet(used.sequence()).isEmpty(), deadline, doing);
        } finally {
            lock.unlock();
        }
    }

    /** Number and sequence for the next transaction; asks the chain if they are not known. By who has a lock. */
    AccountInfo next(Supplier<AccountInfo> askChain) {
        AccountInfo known = known();
        return known == null ? askChain.get() : known;
    }

    private @Nullable AccountInfo known() {
        lock.lock();
        try {
            return next == null ? corrected : next;
        } finally {
            lock.unlock();
        }
    }

    /** A transaction with this sequence is on its way. */
    void sent(AccountInfo used) {
        lock.lock();
        try {
            onTheirWay.add(used.sequence());
            next = after(used);
            corrected = null;
        } finally {
            lock.unlock();
        }
    }

    /** A transaction with this sequence waits already. */
    void skip(AccountInfo used) {
        lock.lock();
        try {
            next = after(used);
            corrected = null;
        } finally {
            lock.unlock();
        }
    }

    /** The node has it. */
    void taken(AccountInfo used) {
        answered(used);
    }

    /** The node does not want it, so its sequence is free. */
    void refused(AccountInfo used) {
        lock.lock();
        try {
            answered(used);
            AccountInfo before = corrected;
            if (next != null || (before != null && before.sequence() > used.sequence())) {
                corrected = used;
            }
            next = null;
        } finally {
            lock.unlock();
        }
    }

    /** The chain said which one it wants. */
    void correct(AccountInfo used, long sequence) {
        lock.lock();
        try {
            answered(used);
            next = null;
            corrected = new AccountInfo(used.address(), used.number(), sequence);
        } finally {
            lock.unlock();
        }
    }

    /** Nobody knows what became of it. */
    void unknown(AccountInfo used) {
        lock.lock();
        try {
            answered(used);
            forget();
        } finally {
            lock.unlock();
        }
    }

    /** The next transaction asks the chain. */
    void forget() {
        lock.lock();
        try {
            next = null;
            corrected = null;
        } finally {
            lock.unlock();
        }
    }

    private void answered(AccountInfo used) {
        lock.lock();
        try {
            onTheirWay.remove(used.sequence());
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void await(BooleanSupplier condition, Deadline deadline, String doing) {
        while (!condition.getAsBoolean()) {
            if (!deadline.await(changed, () -> missed(deadline, doing)) && !condition.getAsBoolean()) {
                throw new DeadlineExceededException(missed(deadline, doing));
            }
        }
    }

    static Failure missed(Deadline deadline, String doing) {
        return Failure.doing(doing)
                .expected("a turn within " + deadline.total())
                .seen("other transactions of the account still being handed to the node")
                .build();
    }

    private static AccountInfo after(AccountInfo used) {
        return new AccountInfo(used.address(), used.number(), used.sequence() + 1);
    }
}
