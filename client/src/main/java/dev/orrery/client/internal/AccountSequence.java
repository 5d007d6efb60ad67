package dev.orrery.client.internal;

import dev.orrery.client.AccountInfo;
import dev.orrery.client.rpc.CometRpc;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The next sequence of one account. Who signs holds the write lock until the node has taken the transaction or refused it,
 * so that transactions reach the node in the order of their sequences. Who simulates holds the read lock: simulations need
 * the right sequence too, and any number of them may run while it stands still.
 */
final class AccountSequence {
    final ReadWriteLock lock = new ReentrantReadWriteLock(true);
    private volatile @Nullable AccountInfo next;
    private @Nullable CometRpc node;

    /** Another connection may be to a node that has not seen, or has forgotten, what waits to be included. */
    void at(CometRpc now) {
        if (node != now) {
            node = now;
            forget();
        }
    }

    /** Number and sequence for the next transaction; asks the chain if they are not known. */
    AccountInfo next(Supplier<AccountInfo> askChain) {
        AccountInfo known = next;
        if (known == null) {
            known = askChain.get();
            next = known;
        }
        return known;
    }

    /** As {@link #next}, by one who has only the read lock. */
    AccountInfo peek(Supplier<AccountInfo> askChain) {
        AccountInfo known = next;
        return known == null ? askChain.get() : known;
    }

    /** The node has the transaction with this sequence. */
    void taken(AccountInfo used) {
        next = new AccountInfo(used.address(), used.number(), used.sequence() + 1);
    }

    /** The chain said which one it wants. */
    void correct(AccountInfo used, long sequence) {
        next = new AccountInfo(used.address(), used.number(), sequence);
    }

    /** Nobody knows what became of the last transaction. */
    void forget() {
        next = null;
    }
}
