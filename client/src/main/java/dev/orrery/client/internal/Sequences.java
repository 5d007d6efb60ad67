package dev.orrery.client.internal;

import dev.orrery.base.Deadline;
import dev.orrery.client.AccountInfo;
import dev.orrery.client.rpc.CometRpc;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.function.BiConsumer;
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
                Lock lock = of(address).turn.writeLock();
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
                Lock lock = of(address).turn.readLock();
                lock(lock, deadline, doing);
                taken.add(lock);
            }
            List<AccountSequence> sequences = addresses.stream().map(this::of).toList();
            sequences.forEach(sequence -> sequence.awaitAnswers(deadline, doing));
            return look.apply(sequences);
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
        deadline.lock(lock, () -> AccountSequence.missed(deadline, doing));
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

        /** Numbers and sequences for a transaction to this node; waits until it takes more. */
        List<AccountInfo> next(CometRpc node, Deadline deadline, String doing, Function<String, AccountInfo> askChain) {
            List<AccountInfo> accounts = new ArrayList<>();
            for (int i = 0; i < sequences.size(); i++) {
                String address = addresses.get(i);
                sequences.get(i).awaitRoom(node, deadline, doing);
                accounts.add(sequences.get(i).next(() -> askChain.apply(address)));
            }
            return accounts;
        }

        /** The transaction is sent now. */
        Flight sent(List<AccountInfo> used) {
            Flight flight = new Flight(sequences, used);
            flight.each(AccountSequence::sent);
            return flight;
        }

        /** The very same transaction was sent before. */
        void skip(List<AccountInfo> used) {
            new Flight(sequences, used).each(AccountSequence::skip);
        }

        @Override
        public void close() {
            locks.forEach(Lock::unlock);
        }
    }

    /** A transaction on its way, and the sequences that it uses. It ends with one of what became of it. */
    static final class Flight {
        private final List<AccountSequence> sequences;
        private final List<AccountInfo> used;

        private Flight(List<AccountSequence> sequences, List<AccountInfo> used) {
            this.sequences = sequences;
            this.used = used;
        }

        /** Waits until those that were sent before it have their answers. */
        void awaitTurn(Deadline deadline, String doing) {
            each((sequence, account) -> sequence.awaitAnswersBefore(account, deadline, doing));
        }

        void taken() {
            each(AccountSequence::taken);
        }

        void refused() {
            each(AccountSequence::refused);
        }

        void unknown() {
            each(AccountSequence::unknown);
        }

        /** Learns from the chain's words that a sequence was wrong. */
        void correct(String words) {
            OptionalLong expected = TxErrors.expectedSequence(words);
            if (expected.isEmpty() || sequences.size() > 1) {
                // Of several accounts the words do not say which one is meant.
                unknown();
                return;
            }
            each((sequence, account) -> sequence.correct(account, expected.getAsLong()));
        }

        private void each(BiConsumer<AccountSequence, AccountInfo> action) {
            for (int i = 0; i < sequences.size(); i++) {
                action.accept(sequences.get(i), used.get(i));
            }
        }
    }
}
