package dev.orrery.client.internal;

import dev.orrery.base.ChainException;
import dev.orrery.base.Deadline;
import dev.orrery.base.Failure;
import dev.orrery.client.AccountInfo;
import dev.orrery.client.ChainConnection;
import dev.orrery.client.Coin;
import dev.orrery.client.GasPrice;
import dev.orrery.client.TxResult;
import dev.orrery.client.proto.Descriptors;
import dev.orrery.client.rpc.BroadcastResult;
import dev.orrery.client.rpc.CometRpc;
import dev.orrery.client.tx.Fee;
import dev.orrery.client.tx.SignedTx;
import dev.orrery.client.tx.TxBody;
import dev.orrery.client.wire.Any;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/** Prices, signs, broadcasts and awaits transactions; keeps the sequence of every account that sends through it. */
public final class TxSender {
    private static final int OK = 0;
    private static final int ALREADY_KNOWN = 19;
    private static final int WRONG_SEQUENCE = 32;
    /** Each one is a race that somebody else has won; a chain that never agrees is not asked forever. */
    private static final int ATTEMPTS = 100;

    private final ChainConnection connection;
    private final Supplier<CometRpc> rpc;
    private final BiFunction<String, Deadline, AccountInfo> accounts;
    private final Function<Any, JsonNode> decoder;
    private final TxSigning signing;
    private final Simulation simulation;
    private final GasPrices prices;
    private final Sequences sequences = new Sequences();
    private final Map<CometRpc, Inclusion> inclusions = new ConcurrentHashMap<>();

    /** @param decoder makes JSON of what messages returned */
    public TxSender(
            ChainConnection connection,
            Supplier<CometRpc> rpc,
            QueryTransport queries,
            BiFunction<String, Deadline, AccountInfo> accounts,
            Supplier<Descriptors> descriptors,
            Function<Any, JsonNode> decoder) {
        this.connection = connection;
        this.rpc = rpc;
        this.accounts = accounts;
        this.decoder = decoder;
        this.signing = new TxSigning(connection.chainId(), descriptors);
        this.simulation = new Simulation(queries, signing);
        this.prices = new GasPrices(new GasPrice(connection.gasPrice(), connection.feeDenom()), queries);
    }

    /** A transaction that a node has taken. */
    public final class Sent {
        private final SignedTx tx;
        private final TxErrors.Subject subject;
        private final CometRpc node;
        private final Inclusion inclusion;

        private Sent(SignedTx tx, TxErrors.Subject subject, CometRpc node, Inclusion inclusion) {
            this.tx = tx;
            this.subject = subject;
            this.node = node;
            this.inclusion = inclusion;
        }

        public SignedTx tx() {
            return tx;
        }

        /** Waits until it is in a block. */
        public TxResult await(Deadline deadline) {
            String hash = tx.hash();
            TxResult result = inclusion.await(
                    hash, subject.doing(), deadline, () -> notIncluded(subject.doing(), hash, deadline, node));
            if (!result.succeeded()) {
                throw TxErrors.failed(subject, result);
            }
            return result;
        }
    }

    /** Sends it and waits until it is in a block. */
    public TxResult send(TxOrder order) {
        return broadcast(order).await(order.deadline());
    }

    /** Sends it and waits until a node has taken it. */
    public Sent broadcast(TxOrder order) {
        TxErrors.Subject subject = subject(order);
        Fee fee = fee(order, subject);
        CometRpc node = rpc.get();
        Inclusion inclusion = inclusion(node);
        if (order.unorderedFor().isPresent()) {
            SignedTx tx = signing.sign(order, signing.body(order), fee, ask(order, subject));
            inclusion.expect(tx.hash(), fee.amount());
            BroadcastResult answer = broadcast(tx, node, inclusion, order.deadline());
            requireTaken(answer, subject, tx, inclusion);
            return new Sent(tx, subject, node, inclusion);
        }
        return inTurn(order, fee, subject, node, inclusion);
    }

    /** Sends what was signed before. */
    public Sent broadcast(SignedTx tx, Deadline deadline) {
        TxErrors.Subject subject = subject(tx.body().messages(), "the transaction " + tx.hash());
        CometRpc node = rpc.get();
        Inclusion inclusion = inclusion(node);
        inclusion.expect(tx.hash(), tx.authInfo().fee().amount());
        requireTaken(broadcast(tx, node, inclusion, deadline), subject, tx, inclusion);
        return new Sent(tx, subject, node, inclusion);
    }

    /** Signs it for the accounts' next sequences, which stay free. */
    public SignedTx sign(TxOrder order) {
        TxErrors.Subject subject = subject(order);
        Fee fee = fee(order, subject);
        TxBody body = signing.body(order);
        return still(order, subject, known -> signing.sign(order, body, fee, known));
    }

    /** The gas that it would use. */
    public long simulate(TxOrder order) {
        TxErrors.Subject subject = subject(order);
        return simulate(order, price(order), subject);
    }

    private Sent inTurn(TxOrder order, Fee fee, TxErrors.Subject subject, CometRpc node, Inclusion inclusion) {
        TxBody body = signing.body(order);
        List<String> addresses = order.addresses(connection.prefix());
        try (Sequences.Turn turn = sequences.turn(addresses, order.deadline(), subject.doing())) {
            for (int attempt = 1; ; attempt++) {
                List<AccountInfo> used = turn.next(address -> account(address, subject, order.deadline()));
                SignedTx tx = signing.sign(order, body, fee, used);
                if (!inclusion.expect(tx.hash(), fee.amount())) {
                    // The same transaction waits already, so its sequence is used.
                    turn.taken(used);
                    continue;
                }
                BroadcastResult answer;
                boolean answered = false;
                try {
                    answer = broadcast(tx, node, inclusion, order.deadline());
                    answered = true;
                } finally {
                    if (!answered) {
                        // Nobody knows whether the node took the transaction, so the chain must be asked again.
                        turn.forget();
                    }
                }
                if (answer.code() == WRONG_SEQUENCE && answer.codespace().equals("sdk")) {
                    turn.correct(used, answer.log());
                    if (attempt < ATTEMPTS && !order.deadline().passed()) {
                        inclusion.forget(tx.hash());
                        continue;
                    }
                }
                requireTaken(answer, subject, tx, inclusion);
                turn.taken(used);
                return new Sent(tx, subject, node, inclusion);
            }
        }
    }

    private static BroadcastResult broadcast(SignedTx tx, CometRpc node, Inclusion inclusion, Deadline deadline) {
        boolean answered = false;
        try {
            BroadcastResult answer = node.broadcastTxSync(tx.bytes(), deadline);
            answered = true;
            return answer;
        } finally {
            if (!answered) {
                inclusion.forget(tx.hash());
            }
        }
    }

    private static void requireTaken(
            BroadcastResult answer, TxErrors.Subject subject, SignedTx tx, Inclusion inclusion) {
        boolean known = answer.code() == ALREADY_KNOWN && answer.codespace().equals("sdk");
        if (answer.code() != OK && !known) {
            inclusion.forget(tx.hash());
            throw TxErrors.refused(subject, answer.codespace(), answer.code(), answer.log());
        }
    }

    private Fee fee(TxOrder order, TxErrors.Subject subject) {
        boolean priced = order.fee().isEmpty();
        GasPrice price = priced || order.gas().isEmpty() ? price(order) : GasPrice.FREE;
        long gas = order.gas().isPresent()
                ? order.gas().getAsLong()
                : (long) Math.ceil(simulate(order, price, subject) * order.gasMargin());
        List<Coin> amount = order.fee().orElseGet(() -> price.of(gas));
        return new Fee(amount, gas, order.payer(), order.granter());
    }

    private GasPrice price(TxOrder order) {
        return order.gasPrice().orElseGet(() -> prices.now(order.deadline()));
    }

    private long simulate(TxOrder order, GasPrice price, TxErrors.Subject subject) {
        return still(order, subject, known -> simulation.gasUsed(order, known, price, subject));
    }

    private <T> T still(TxOrder order, TxErrors.Subject subject, Function<List<AccountInfo>, T> look) {
        List<String> addresses = order.addresses(connection.prefix());
        return sequences.whileStill(
                addresses,
                order.deadline(),
                subject.doing(),
                known -> look.apply(IntStream.range(0, addresses.size())
                        .mapToObj(i -> known.get(i).peek(() -> account(addresses.get(i), subject, order.deadline())))
                        .toList()));
    }

    private List<AccountInfo> ask(TxOrder order, TxErrors.Subject subject) {
        return order.addresses(connection.prefix()).stream()
                .map(address -> account(address, subject, order.deadline()))
                .toList();
    }

    private AccountInfo account(String address, TxErrors.Subject subject, Deadline deadline) {
        try {
            return accounts.apply(address, deadline);
        } catch (ChainException e) {
            if (e.failure().seen().orElse("").contains("not found")) {
                throw TxErrors.unknownSender(subject, e);
            }
            throw e;
        }
    }

    private Inclusion inclusion(CometRpc node) {
        inclusions.keySet().removeIf(old -> !old.isOpen());
        return inclusions.computeIfAbsent(node, it -> new Inclusion(it, decoder));
    }

    private TxErrors.Subject subject(TxOrder order) {
        String from = order.addresses(connection.prefix()).getFirst();
        String names = order.messages().stream()
                .map(Any::typeUrl)
                .map(type -> type.substring(type.lastIndexOf('.') + 1))
                .distinct()
                .collect(Collectors.joining(", "));
        return subject(order.messages(), names + " from " + from);
    }

    private TxErrors.Subject subject(List<Any> messages, String what) {
        return new TxErrors.Subject(
                "sending " + what,
                connection.chainId(),
                messages.stream().map(Any::typeUrl).toList());
    }

    private Failure notIncluded(String doing, String hash, Deadline deadline, CometRpc node) {
        return Failure.doing(doing)
                .where(connection.chainId() + ", transaction " + hash)
                .expected("its inclusion within " + deadline.total())
                .seen("the node took it, but it is in no block up to "
                        + (node.isOpen() ? node.head().height() : "the one before the connection was lost"))
                .hint("does the chain make blocks? A transaction with a low fee may also wait behind others")
                .build();
    }
}
