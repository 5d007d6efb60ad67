package dev.orrery.client.internal;

import dev.orrery.base.ChainException;
import dev.orrery.base.Deadline;
import dev.orrery.base.UnreachableException;
import dev.orrery.client.AccountInfo;
import dev.orrery.client.ChainConnection;
import dev.orrery.client.Coin;
import dev.orrery.client.GasPrice;
import dev.orrery.client.TxException;
import dev.orrery.client.TxFailureReason;
import dev.orrery.client.TxResult;
import dev.orrery.client.proto.Descriptors;
import dev.orrery.client.rpc.BroadcastResult;
import dev.orrery.client.rpc.CometRpc;
import dev.orrery.client.tx.Fee;
import dev.orrery.client.tx.SignedTx;
import dev.orrery.client.tx.TxBody;
import dev.orrery.client.wire.Any;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Prices, signs, broadcasts and awaits transactions; keeps the sequence of every account that sends through it. */
public final class TxSender {
    /** Each one is a race that somebody else has won; a chain that never agrees is not asked forever. */
    private static final int ATTEMPTS = 100;

    private final ChainConnection connection;
    private final AccountNodes nodes;
    private final AccountLookup accounts;
    private final TxSigning signing;
    private final Simulation simulation;
    private final GasPrices prices;
    private final Broadcasting broadcasting;
    private final Sequences sequences = new Sequences();

    /** @param queries for what is the same at all nodes */
    public TxSender(
            ChainConnection connection,
            AccountNodes nodes,
            Inclusion inclusion,
            AccountLookup accounts,
            QueryTransport queries,
            Supplier<Descriptors> descriptors) {
        this.connection = connection;
        this.nodes = nodes;
        this.accounts = accounts;
        this.signing = new TxSigning(connection.chainId(), descriptors, queries);
        this.simulation = new Simulation(signing);
        this.prices = new GasPrices(new GasPrice(connection.gasPrice(), connection.feeDenom()), queries);
        this.broadcasting = new Broadcasting(nodes, inclusion, accounts);
    }

    /** Asks a node for an account's number and sequence. */
    public interface AccountLookup {
        AccountInfo at(CometRpc node, String address, Deadline deadline);
    }

    /**
     * Sends it and waits until it is in a block. If something else that sends from the account takes its sequence, it is
     * signed and sent again: the first one can never be included then.
     */
    public TxResult send(TxOrder order) {
        while (true) {
            try {
                return broadcast(order).await(order.deadline());
            } catch (TxException e) {
                if (e.reason() != TxFailureReason.REPLACED || order.deadline().passed()) {
                    throw e;
                }
                sequences.forget(order.addresses(connection.prefix()));
            }
        }
    }

    /** Sends it and waits until a node has taken it. */
    public SentTx broadcast(TxOrder order) {
        TxErrors.Subject subject = subject(order);
        Fee fee = fee(order, subject);
        if (order.unorderedFor().isEmpty()) {
            return inTurn(order, fee, subject);
        }
        CometRpc node = node(order);
        List<AccountInfo> signers = new ArrayList<>();
        for (String address : order.addresses(connection.prefix())) {
            signers.add(account(node, address, subject, order.deadline()));
        }
        SignedTx tx = signing.sign(order, signing.body(order), fee, signers);
        return broadcasting.first(tx, subject, signers, order.deadline());
    }

    /** Sends what was signed before. */
    public SentTx broadcast(SignedTx tx, Deadline deadline) {
        TxErrors.Subject subject = subject(tx.body().messages(), "the transaction " + tx.hash());
        List<AccountInfo> signers = tx.authInfo().signers().stream()
                .map(signer -> new AccountInfo(signer.publicKey().address(connection.prefix()), 0, signer.sequence()))
                .toList();
        return broadcasting.first(tx, subject, signers, deadline);
    }

    /** Signs it for the accounts' next sequences, which stay free. */
    public SignedTx sign(TxOrder order) {
        TxErrors.Subject subject = subject(order);
        Fee fee = fee(order, subject);
        TxBody body = signing.body(order);
        return asking(order, node -> still(order, subject, node, known -> signing.sign(order, body, fee, known)));
    }

    /** The gas that it would use. */
    public long simulate(TxOrder order) {
        return simulate(order, price(order), subject(order));
    }

    private SentTx inTurn(TxOrder order, Fee fee, TxErrors.Subject subject) {
        TxBody body = signing.body(order);
        List<String> addresses = order.addresses(connection.prefix());
        Deadline deadline = order.deadline();
        for (int attempt = 1; ; attempt++) {
            SignedTx tx;
            List<AccountInfo> used;
            Broadcasting.Offer offer;
            Sequences.Flight flight;
            try (Sequences.Turn turn = sequences.turn(addresses, deadline, subject.doing())) {
                Ready ready = asking(
                        order,
                        node -> new Ready(
                                node,
                                turn.next(
                                        node,
                                        deadline,
                                        subject.doing(),
                                        address -> account(node, address, subject, deadline))));
                CometRpc node = ready.node();
                used = ready.accounts();
                tx = signing.sign(order, body, fee, used);
                Optional<Broadcasting.Offer> offered = broadcasting.offer(node, tx, addresses.getFirst(), deadline);
                if (offered.isEmpty()) {
                    turn.skip(used);
                    continue;
                }
                offer = offered.get();
                flight = turn.sent(used);
            }
            Broadcasting.Answer answer;
            boolean answered = false;
            try {
                answer = offer.await(() -> flight.awaitTurn(deadline, subject.doing()));
                answered = true;
            } finally {
                if (!answered) {
                    // Nobody knows whether a node took the transaction, so the chain must be asked again.
                    flight.unknown();
                }
            }
            switch (answer.outcome()) {
                case TAKEN -> {
                    flight.taken();
                    return broadcasting.sent(tx, subject, used);
                }
                case UNCERTAIN -> {
                    flight.unknown();
                    return broadcasting.sent(tx, subject, used);
                }
                case REFUSED -> {
                    BroadcastResult refusal = answer.result();
                    if (!Broadcasting.isWrongSequence(refusal)) {
                        flight.refused();
                        throw Broadcasting.refused(subject, refusal);
                    }
                    flight.correct(refusal.log());
                    if (attempt >= ATTEMPTS || deadline.passed()) {
                        throw Broadcasting.refused(subject, refusal);
                    }
                }
            }
        }
    }

    private Fee fee(TxOrder order, TxErrors.Subject subject) {
        boolean needsPrice = order.fee().isEmpty() || order.gas().isEmpty();
        GasPrice price = needsPrice ? price(order) : GasPrice.FREE;
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
        return asking(
                order,
                node -> still(order, subject, node, known -> simulation.gasUsed(node, order, known, price, subject)));
    }

    private <T> T still(TxOrder order, TxErrors.Subject subject, CometRpc node, Function<List<AccountInfo>, T> look) {
        List<String> addresses = order.addresses(connection.prefix());
        return sequences.whileStill(addresses, order.deadline(), subject.doing(), known -> {
            List<AccountInfo> signers = new ArrayList<>();
            for (int i = 0; i < addresses.size(); i++) {
                String address = addresses.get(i);
                signers.add(known.get(i).next(() -> account(node, address, subject, order.deadline())));
            }
            return look.apply(signers);
        });
    }

    private record Ready(CometRpc node, List<AccountInfo> accounts) {}

    /** Asks the account's node; again, and then the next, if the connection is lost over it: nothing was sent yet. */
    private <T> T asking(TxOrder order, Function<CometRpc, T> question) {
        for (int attempt = 1; ; attempt++) {
            CometRpc node = node(order);
            try {
                return question.apply(node);
            } catch (UnreachableException e) {
                if (attempt == Broadcasting.LOSSES || order.deadline().passed()) {
                    throw e;
                }
            }
        }
    }

    private CometRpc node(TxOrder order) {
        return nodes.rpc(order.addresses(connection.prefix()).getFirst(), order.deadline());
    }

    private AccountInfo account(CometRpc node, String address, TxErrors.Subject subject, Deadline deadline) {
        try {
            return accounts.at(node, address, deadline);
        } catch (ChainException e) {
            if (e.failure().seen().orElse("").contains("not found")) {
                throw TxErrors.unknownSender(subject, e);
            }
            throw e;
        }
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
}
