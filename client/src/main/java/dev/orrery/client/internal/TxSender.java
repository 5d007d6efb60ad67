package dev.orrery.client.internal;

import dev.orrery.base.CancelledException;
import dev.orrery.base.ChainException;
import dev.orrery.base.Deadline;
import dev.orrery.base.DeadlineExceededException;
import dev.orrery.base.Failure;
import dev.orrery.client.AccountInfo;
import dev.orrery.client.ChainConnection;
import dev.orrery.client.Coin;
import dev.orrery.client.TxResult;
import dev.orrery.client.keys.Signer;
import dev.orrery.client.rpc.BroadcastResult;
import dev.orrery.client.rpc.CometRpc;
import dev.orrery.client.tx.Fee;
import dev.orrery.client.tx.SignedTx;
import dev.orrery.client.tx.TxBody;
import dev.orrery.client.wire.Any;
import dev.orrery.client.wire.ProtoReader;
import dev.orrery.client.wire.ProtoWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Signs, broadcasts and awaits transactions; keeps the sequence of every account that sends through it. */
public final class TxSender {
    /** One for the attempt, one after the chain has told the right sequence, one if somebody else was faster. */
    private static final int ATTEMPTS = 3;

    private static final int SIMULATIONS = 50;

    private final ChainConnection connection;
    private final AccountNodes nodes;
    private final Inclusion inclusion;
    private final AccountLookup accounts;
    private final Map<String, AccountSequence> sequences = new ConcurrentHashMap<>();

    public TxSender(ChainConnection connection, AccountNodes nodes, Inclusion inclusion, AccountLookup accounts) {
        this.connection = connection;
        this.nodes = nodes;
        this.inclusion = inclusion;
        this.accounts = accounts;
    }

    /** Asks a node for an account's number and sequence. */
    public interface AccountLookup {
        AccountInfo at(CometRpc node, String address, Deadline deadline);
    }

    /**
     * What to send.
     *
     * @param gas a fixed limit; empty to simulate and multiply by {@code gasMargin}
     * @param fee empty to pay the limit at the connection's gas price
     */
    public record Order(
            Signer signer,
            TxBody body,
            OptionalLong gas,
            double gasMargin,
            Optional<List<Coin>> fee,
            Deadline deadline) {}

    public TxResult send(Order order) {
        String address = order.signer.publicKey().address(connection.prefix());
        String doing = "sending "
                + order.body.messages().stream()
                        .map(Any::typeUrl)
                        .map(type -> type.substring(type.lastIndexOf('.') + 1))
                        .distinct()
                        .collect(Collectors.joining(", "))
                + " from " + address;
        String hash = broadcast(order, address, doing);
        TxResult result = inclusion.await(hash, order.deadline, () -> notIncluded(doing, hash, order.deadline));
        if (result.code() != 0) {
            throw TxErrors.refused(doing, inBlock(result), result.codespace(), result.code(), result.rawLog());
        }
        return result;
    }

    private String broadcast(Order order, String address, String doing) {
        AccountSequence sequence = sequences.computeIfAbsent(address, a -> new AccountSequence());
        lock(sequence, order.deadline, doing);
        try {
            CometRpc node = nodes.rpc(address, order.deadline);
            sequence.at(node);
            for (int attempt = 1; ; attempt++) {
                AccountInfo account = sequence.next(() -> account(node, address, doing, order.deadline));
                Fee fee = fee(order, account, doing, node);
                SignedTx tx = SignedTx.sign(
                        order.body, fee, order.signer, account.sequence(), connection.chainId(), account.number());
                if (!inclusion.expect(tx.hash(), order.deadline)) {
                    // The same transaction waits already, so its sequence is used.
                    sequence.taken();
                    continue;
                }
                BroadcastResult answer = broadcast(tx, node, sequence, order.deadline);
                if (answer.code() == 0) {
                    sequence.taken();
                    return tx.hash();
                }
                inclusion.forget(tx.hash());
                boolean wrongSequence = TxErrors.isWrongSequence(answer.codespace(), answer.code());
                if (wrongSequence) {
                    TxErrors.expectedSequence(answer.log()).ifPresentOrElse(sequence::correct, sequence::forget);
                }
                if (!wrongSequence || attempt >= ATTEMPTS) {
                    throw TxErrors.refused(
                            doing, connection.chainId(), answer.codespace(), answer.code(), answer.log());
                }
            }
        } finally {
            sequence.lock.unlock();
        }
    }

    /** Without an answer nobody knows whether the node took the transaction, so the sequence must be asked for again. */
    private BroadcastResult broadcast(SignedTx tx, CometRpc node, AccountSequence sequence, Deadline deadline) {
        boolean answered = false;
        try {
            BroadcastResult answer = node.broadcastTxSync(tx.bytes(), deadline);
            answered = true;
            return answer;
        } finally {
            if (!answered) {
                inclusion.forget(tx.hash());
                sequence.forget();
            }
        }
    }

    private AccountInfo account(CometRpc node, String address, String doing, Deadline deadline) {
        try {
            return accounts.at(node, address, deadline);
        } catch (ChainException e) {
            if (e.failure().seen().orElse("").contains("not found")) {
                throw TxErrors.unknownSender(doing, connection.chainId(), e);
            }
            throw e;
        }
    }

    private Fee fee(Order order, AccountInfo account, String doing, CometRpc node) {
        long gas = order.gas.isPresent() ? order.gas.getAsLong() : simulate(order, account, doing, node);
        return new Fee(order.fee.orElseGet(() -> price(gas)), gas);
    }

    private List<Coin> price(long gas) {
        BigDecimal cost = connection.gasPrice().multiply(BigDecimal.valueOf(gas));
        return cost.signum() == 0
                ? List.of()
                : List.of(new Coin(cost.setScale(0, RoundingMode.CEILING).toBigIntegerExact(), connection.feeDenom()));
    }

    /**
     * Right after a block the node's state for simulations lacks the transactions that wait, and gets them back one by
     * one. The gas does not depend on the sequence, so any that the state asks for will do.
     */
    private long simulate(Order order, AccountInfo account, String doing, CometRpc node) {
        long sequence = account.sequence();
        for (int attempt = 1; ; attempt++) {
            // A fee that is paid costs gas, so the simulation must pay one too.
            Fee fee = new Fee(order.fee.orElseGet(() -> price(1)), 0);
            SignedTx tx = SignedTx.unsigned(order.body, fee, order.signer.publicKey(), sequence);
            byte[] request = new ProtoWriter().bytes(2, tx.bytes()).toByteArray();
            try {
                byte[] answer = node.abciQuery("/cosmos.tx.v1beta1.Service/Simulate", request, order.deadline);
                long used = ProtoReader.of(answer).message(1).varint(2);
                return (long) Math.ceil(used * order.gasMargin);
            } catch (ChainException e) {
                OptionalLong expected =
                        TxErrors.expectedSequence(e.failure().seen().orElse(""));
                if (expected.isEmpty() || attempt == SIMULATIONS || order.deadline.passed()) {
                    throw TxErrors.simulationRefused(doing, connection.chainId(), e);
                }
                sequence = expected.getAsLong();
            }
        }
    }

    private static void lock(AccountSequence sequence, Deadline deadline, String doing) {
        Failure failure = Failure.doing(doing)
                .expected("a turn within " + deadline.total())
                .seen("other transactions of the account still being handed to the node")
                .build();
        try {
            if (!sequence.lock.tryLock(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS)) {
                throw new DeadlineExceededException(failure);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException(failure, e);
        }
    }

    private String inBlock(TxResult result) {
        return connection.chainId() + ", block " + result.height() + ", transaction " + result.hash();
    }

    private Failure notIncluded(String doing, String hash, Deadline deadline) {
        return Failure.doing(doing)
                .where(connection.chainId() + ", transaction " + hash)
                .expected("its inclusion within " + deadline.total())
                .seen("the node took it, but it is in no block up to " + inclusion.seen())
                .hint("does the chain make blocks? A transaction with a low fee may also wait behind others")
                .build();
    }
}
