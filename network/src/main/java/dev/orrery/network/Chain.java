package dev.orrery.network;

import dev.orrery.base.Deadline;
import dev.orrery.base.UserCache;
import dev.orrery.client.ChainClient;
import dev.orrery.client.ChainConnection;
import dev.orrery.client.Coin;
import dev.orrery.client.keys.Mnemonic;
import dev.orrery.client.modules.Denom;
import dev.orrery.client.proto.DescriptorCache;
import dev.orrery.ibc.IbcQueries;
import dev.orrery.network.NetworkDescription.ChainDescription;
import dev.orrery.network.NetworkDescription.Endpoints;
import dev.orrery.network.internal.Lazy;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One chain of a running network. What is asked of the chain is asked of its first node, or the next if that is lost.
 * Thread-safe; every call that reaches out throws {@link dev.orrery.base.ChainException} if the chain cannot be reached or
 * refuses.
 */
public final class Chain {
    private static final String FAUCET = "faucet";
    private static final String VOUCHER = "ibc/";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Network network;
    private final ChainDescription description;
    private final List<Node> nodes;
    private final Lazy<ChainClient> client;
    private final ConcurrentHashMap<String, Account> accounts = new ConcurrentHashMap<>();
    private final Keyring keyring;
    private final AtomicInteger made = new AtomicInteger();

    Chain(Network network, ChainDescription description) {
        this.network = network;
        this.description = description;
        this.nodes =
                description.nodes().stream().map(node -> new Node(this, node)).toList();
        this.keyring = new Keyring(this, network.description().folder());
        this.client = new Lazy<>(name(), this::connect, open -> true, ChainClient::close);
    }

    /** How the network file calls it: {@code hub}. */
    public String name() {
        return description.name();
    }

    /** {@code hub-1}. */
    public String chainId() {
        return description.chainId();
    }

    /** The staking and fee denom. */
    public String denom() {
        return description.denom();
    }

    /** The Bech32 prefix of account addresses. */
    public String prefix() {
        return description.prefix();
    }

    public Network network() {
        return network;
    }

    /** What the network was attached by says of this chain; it holds mnemonics. */
    public ChainDescription description() {
        return description;
    }

    /** The nodes, in their order: {@code val1}, {@code val2}, … */
    public List<Node> nodes() {
        return nodes;
    }

    /**
     * The node of this name.
     *
     * @throws dev.orrery.base.InvalidInputException if the chain has none
     */
    public Node node(String name) {
        return nodes.stream()
                .filter(node -> node.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Network.unknown(
                        "node", name, nodes.stream().map(Node::name).toList(), "the chain " + name()));
    }

    /** For everything that has no shorter way here: any transaction and any query. The network's to close. */
    public ChainClient client() {
        return client.get();
    }

    /**
     * An account whose key is known, by its name or its address: one of the network file, {@code faucet}, the operator of a
     * validator ({@code val1}), or one of the {@link #keyring()}.
     *
     * @throws dev.orrery.base.InvalidInputException if there is none
     */
    public Account account(String nameOrAddress) {
        Account known = accounts.get(nameOrAddress);
        if (known != null) {
            return known;
        }
        Keyring.Entry entry = keyring.require(nameOrAddress);
        return accounts.computeIfAbsent(entry.name(), name -> keyring.account(entry));
    }

    /** The accounts whose keys are known, and where more of them can be kept. */
    public Keyring keyring() {
        return keyring;
    }

    /** The account that funds others; it has plenty of {@link #denom()}. Tests that share it should rather not spend it. */
    public Account faucet() {
        return account(FAUCET);
    }

    /** A new account with a random key, which the chain has not heard of. Asks nothing of the chain. */
    public Account newAccount() {
        return keyring.account("account-" + made.incrementAndGet(), Mnemonic.generate());
    }

    /**
     * A new account that has these coins, sent by the faucet; returns when they are in a block. May be called from many
     * threads at once.
     *
     * @param coins one or several, of different denoms that the faucet has: {@code 10000000uatom}
     * @throws dev.orrery.base.InvalidInputException if one is malformed
     * @throws dev.orrery.base.ChainException if the faucet does not have them
     */
    public Account fundedAccount(String... coins) {
        return fundedAccount(Arrays.stream(coins).map(Coin::parse).toArray(Coin[]::new));
    }

    /** As {@link #fundedAccount(String...)}. */
    public Account fundedAccount(Coin... coins) {
        Account account = newAccount();
        faucet().sendCoins(coins).to(account).send();
        return account;
    }

    /**
     * The {@code transfer} channel to another chain, as seen from this one; that of the canonical path where there are several.
     *
     * @throws dev.orrery.base.InvalidInputException if no path joins the two
     */
    public Channel channelTo(Chain other) {
        return network.path(name(), other.name()).transferChannel(this);
    }

    /**
     * Where a denom of this chain comes from (ICS-20); a native one from nowhere else.
     *
     * @param denom {@code ibc/HASH}, or any other
     * @throws dev.orrery.base.ChainException if the chain knows no such voucher
     */
    public Denom trace(String denom) {
        return denom.startsWith(VOUCHER) ? client().transfer().trace(denom) : Denom.of(denom);
    }

    /**
     * The height of the newest block, as the node in use has it.
     *
     * @throws dev.orrery.base.UnreachableException if none of the chain's nodes can be reached
     */
    public long height() {
        return client().height();
    }

    /**
     * Waits until the chain has a block of this height.
     *
     * @return the height of the newest block
     * @throws dev.orrery.base.DeadlineExceededException if it has not in time
     */
    public long awaitHeight(long height, Deadline deadline) {
        return client().awaitHeight(height, deadline).height();
    }

    /**
     * Waits until the chain has made this many blocks more, at most 30 s.
     *
     * @return the height of the newest block
     * @throws dev.orrery.base.DeadlineExceededException if it has not in time
     */
    public long awaitBlocks(int blocks) {
        return client().awaitBlocks(blocks, Deadline.after(PATIENCE)).height();
    }

    IbcQueries ibc() {
        return new IbcQueries(client().rpc());
    }

    void close() {
        client.close();
        nodes.forEach(Node::close);
    }

    @Override
    public String toString() {
        return name();
    }

    private ChainClient connect() {
        Endpoints first = nodes.getFirst().endpoints();
        ChainConnection.Builder connection =
                ChainConnection.to(URI.create(first.rpc()), chainId()).grpc(URI.create(first.grpc()));
        for (Node node : nodes.subList(1, nodes.size())) {
            connection
                    .node(URI.create(node.endpoints().rpc()))
                    .grpc(URI.create(node.endpoints().grpc()));
        }
        if (!description.binarySha256().isEmpty()) {
            connection.descriptors(DescriptorCache.by(
                    description.binarySha256(), UserCache.folder().resolve("descriptors")));
        }
        return ChainClient.open(connection
                .prefix(prefix())
                .gasPrice(description.gasPrice(), denom())
                .coinType(description.coinType())
                .build());
    }
}
