package dev.orrery.client.internal;

import dev.orrery.base.Deadline;
import dev.orrery.base.Failure;
import dev.orrery.client.AccountInfo;
import dev.orrery.client.rpc.CometRpc;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.function.Function;

/** The sequences of all accounts that send through one client. */
final class Sequences {
    private final Map<String, AccountSequence> byAddress = new ConcurrentHashMap<>();

    /** Waits for the turn of all these accounts. */
    Turn turn(List<String> addresses, Deadline deadline, String doing) {
        // Always in the same order, so that two who want the same accounts never wait for each other.
        List<Lock> taken = new ArrayList<>();
        boolean done = false;
        try {
            for (String address : addresses.stream().distinct().sorted().toList()) {
                Lock lock = of(address).lock.writeLock();
                lock(lock, deadline, doing);
                taken.add(lock);
            }
            done = true;
            return new Turn(addresses.stream().map(this::of).toList(), addresses, taken);
        } finally {
            if (!done) {
                taken.forEach(Lock::unlock);
            }
        }
    }

    /** Keeps the accounts' sequences from moving while something looks at them. */
    <T> T whileStill(List<String> addresses, Deadline deadline, String doing, Function<List<AccountSequence>, T> look) {
        List<Lock> taken = new ArrayList<>();
        try {
            for (String address : addresses.stream().distinct().sorted().toList()) {
                Lock lock = of(address).lock.readLock();
                lock(lock, deadline, doing);
                taken.add(lock);
            }
            return look.apply(addresses.stream().map(this::of).toList());
        } finally {
            taken.forEach(Lock::unlock);
        }
    }

    /** The account's next transaction asks the chain. */
    void forget(List<String> addresses) {
        addresses.forEach(address -> of(address).forget());
    }

    private AccountSequence of(String address) {
        return byAddress.computeIfAbsent(address, it -> new AccountSequence());
    }

    private static void lock(Lock lock, Deadline deadline, String doing) {
        deadline.lock(
                lock,
                () -> Failure.doing(doing)
                        .expected("a turn within " + deadline.total())
                        .seen("other transactions of the account still being handed to the node")
                        .build());
    }

    /** Some accounts that only the holder may send from now. */
    static final class Turn implements AutoCloseable {
        private final List<AccountSequence> sequences;
        private final List<String> addresses;
        private final List<Lock> locks;

        private Turn(List<AccountSequence> sequences, List<String> addresses, List<Lock> locks) {
            this.sequences = sequences;
            this.addresses = addresses;
            this.locks = locks;
        }

        /** Where the accounts' transactions go now. */
        void at(CometRpc node) {
            sequences.forEach(sequence -> sequence.at(node));
        }

        List<AccountInfo> next(Function<String, AccountInfo> askChain) {
            List<AccountInfo> accounts = new ArrayList<>();
            for (int i = 0; i < sequences.size(); i++) {
                String address = addresses.get(i);
                accounts.add(sequences.get(i).next(() -> askChain.apply(address)));
            }
            return accounts;
        }

        void taken(List<AccountInfo> used) {
            for (int i = 0; i < sequences.size(); i++) {
                sequences.get(i).taken(used.get(i));
            }
        }

        /** Learns from the chain's words that a sequence was wrong. */
        void correct(List<AccountInfo> used, String words) {
            OptionalLong expected = TxErrors.expectedSequence(words);
            OptionalLong refused = TxErrors.refusedSequence(words);
            if (expected.isEmpty() || sequences.size() > 1) {
                // Of several accounts the words do not say which one is meant.
                sequences.forEach(AccountSequence::forget);
                return;
            }
            if (refused.isPresent()) {
                sequences.getFirst().correct(used.getFirst(), expected.getAsLong());
            }
        }

        void forget() {
            sequences.forEach(AccountSequence::forget);
        }

        @Override
        public void close() {
            locks.forEach(Lock::unlock);
        }
    }
}
