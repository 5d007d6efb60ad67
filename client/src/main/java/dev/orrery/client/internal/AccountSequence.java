package dev.orrery.client.internal;

import dev.orrery.client.AccountInfo;
import dev.orrery.client.rpc.CometRpc;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The next sequence of one account. Whoever signs holds {@link #lock} until the node has taken the transaction or refused
 * it, so that transactions reach the node in the order of their sequences.
 */
final class AccountSequence {
    final ReentrantLock lock = new ReentrantLock(true);
    private @Nullable AccountInfo next;
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

    void taken() {
        AccountInfo known = next;
        next = known == null ? null : new AccountInfo(known.address(), known.number(), known.sequence() + 1);
    }

    /** The chain said which one it wants. */
    void correct(long sequence) {
        AccountInfo known = next;
        next = known == null ? null : new AccountInfo(known.address(), known.number(), sequence);
    }

    /** Nobody knows what became of the last transaction. */
    void forget() {
        next = null;
    }
}
