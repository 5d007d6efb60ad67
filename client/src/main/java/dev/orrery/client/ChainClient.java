package dev.orrery.client;

import com.google.protobuf.Descriptors.MethodDescriptor;
import dev.orrery.base.ChainException;
import dev.orrery.base.Deadline;
import dev.orrery.base.Failure;
import dev.orrery.base.InvalidInputException;
import dev.orrery.client.internal.AbciTransport;
import dev.orrery.client.internal.AccountNodes;
import dev.orrery.client.internal.DescriptorLoader;
import dev.orrery.client.internal.Inclusion;
import dev.orrery.client.internal.NodeTransport;
import dev.orrery.client.internal.QueryTransport;
import dev.orrery.client.internal.TxSender;
import dev.orrery.client.keys.Signer;
import dev.orrery.client.modules.CosmosModules;
import dev.orrery.client.proto.Descriptors;
import dev.orrery.client.proto.JsonCodec;
import dev.orrery.client.rpc.ChainBlocks;
import dev.orrery.client.rpc.ChainNodes;
import dev.orrery.client.rpc.CometRpc;
import dev.orrery.client.rpc.Head;
import dev.orrery.client.tx.EncodedMsg;
import dev.orrery.client.tx.JsonMsg;
import dev.orrery.client.tx.Msg;
import dev.orrery.client.tx.SignedTx;
import dev.orrery.client.wire.Any;
import dev.orrery.client.wire.ProtoReader;
import dev.orrery.client.wire.ProtoWriter;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A client of one chain, through one of its nodes, and the next when that is lost. Opens nothing before it is needed, and
 * connects again after a connection was lost. Thread-safe; all transactions of an account should go through one client,
 * which keeps their sequences in order, and hands them to one node as long as that is there.
 *
 * <p>Every call throws {@link ChainException} with the chain's own words if the chain refuses, its subclass
 * {@link dev.orrery.base.UnreachableException} if none of its nodes can be reached, and
 * {@link dev.orrery.base.DeadlineExceededException} if they do not answer in time.
 */
public final class ChainClient implements CosmosModules, AutoCloseable {
    private final ChainConnection connection;
    private final ChainNodes nodes;
    private final ChainBlocks blocks;
    /** For what every client needs: light, because the connection is there anyway. */
    private final QueryTransport nodeQueries;
    /** For descriptors and any other query. */
    private final NodeTransport queries;

    private final TxSender sender;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Descriptors descriptors;
    private @Nullable JsonCodec codec;

    private ChainClient(ChainConnection connection, @Nullable Descriptors descriptors) {
        this.connection = connection;
        this.descriptors = descriptors;
        this.nodes = new ChainNodes(
                connection.nodes().stream().map(NodeUrls::rpc).toList(),
                connection.chainId(),
                connection.timeout(),
                connection.trusted());
        this.blocks = new ChainBlocks(nodes);
        this.nodeQueries = new AbciTransport(nodes);
        this.queries = new NodeTransport(nodes, connection.nodes(), connection.trusted());
        this.sender = new TxSender(
                connection,
                new AccountNodes(nodes),
                new Inclusion(blocks, this::decode),
                ChainClient::accountAt,
                nodeQueries,
                this::descriptors);
    }

    /**
     * A client that finds out everything from a node: {@link ChainConnection.Builder#discover}.
     *
     * @param rpc the node's CometBFT RPC: {@code http://127.0.0.1:26657}
     */
    public static ChainClient connect(String rpc) {
        return open(ChainConnection.to(rpc).discover());
    }

    /** A client of a known connection. Opens nothing before it is used; close it after that. */
    public static ChainClient open(ChainConnection connection) {
        return new ChainClient(connection, null);
    }

    /** A client that need not ask for descriptors, because another one of the same binary has them. */
    public static ChainClient open(ChainConnection connection, Descriptors descriptors) {
        return new ChainClient(connection, descriptors);
    }

    @Override
    public ChainConnection connection() {
        return connection;
    }

    /**
     * The RPC of the node in use; connects if there is no connection, or no more. What is called through it ends with the
     * connection: {@link #blocks} does not.
     */
    public CometRpc rpc() {
        return nodes.rpc(Deadline.after(connection.timeout()));
    }

    @Override
    public ChainBlocks blocks() {
        return blocks;
    }

    /** What the chain knows; asked once. */
    @Override
    public Descriptors descriptors() {
        lock.lock();
        try {
            Descriptors known = descriptors;
            if (known == null) {
                known = DescriptorLoader.load(connection, queries);
                descriptors = known;
            }
            return known;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Any query of any module.
     *
     * @param method {@code cosmos.bank.v1beta1.Query/Balance}
     * @param request its fields: a map, a record, a JSON tree or a JSON text
     * @return the answer as {@link JsonCodec} writes it
     * @throws InvalidInputException if the chain has no such service, method or field, before anything is sent
     */
    @Override
    public JsonNode query(String method, Object request) {
        MethodDescriptor descriptor = descriptors().method(method);
        byte[] encoded = codec().encode(descriptor.getInputType(), request);
        String path = descriptor.getService().getFullName() + "/" + descriptor.getName();
        return codec().decode(descriptor.getOutputType(), call(queries, path, encoded));
    }

    /**
     * As {@link #query(String, Object)}, of the state after a block. Nodes keep some of the past only (app.toml
     * {@code pruning}), and refuse what is older.
     *
     * @param height the block, from 1
     */
    public JsonNode queryAt(long height, String method, Object request) {
        MethodDescriptor descriptor = descriptors().method(method);
        byte[] encoded = codec().encode(descriptor.getInputType(), request);
        String path = "/" + descriptor.getService().getFullName() + "/" + descriptor.getName();
        return codec().decode(
                        descriptor.getOutputType(),
                        rpc().abciQuery(path, encoded, height, false).value());
    }

    /** What an account holds of a denom; zero if it holds none or does not exist. */
    public Coin balance(String address, String denom) {
        byte[] request =
                new ProtoWriter().string(1, address(address)).string(2, denom).toByteArray();
        ProtoReader coin = ProtoReader.of(call(nodeQueries, "cosmos.bank.v1beta1.Query/Balance", request))
                .message(1);
        return new Coin(new BigInteger(coin.has(2) ? coin.string(2) : "0"), denom);
    }

    /** Everything that an account holds, by denom. */
    public List<Coin> balances(String address) {
        List<Coin> coins = new ArrayList<>();
        byte[] nextKey = new byte[0];
        do {
            ProtoWriter request = new ProtoWriter().string(1, address(address));
            if (nextKey.length > 0) {
                request.message(2, new ProtoWriter().bytes(1, nextKey));
            }
            ProtoReader answer =
                    ProtoReader.of(call(nodeQueries, "cosmos.bank.v1beta1.Query/AllBalances", request.toByteArray()));
            for (byte[] element : answer.repeated(1)) {
                ProtoReader coin = ProtoReader.of(element);
                coins.add(new Coin(new BigInteger(coin.string(2)), coin.string(1)));
            }
            nextKey = answer.message(2).bytes(1);
        } while (nextKey.length > 0);
        return Coin.sorted(coins);
    }

    /**
     * An account's number and sequence, as of the last block (SDK 0.47 and later).
     *
     * @throws ChainException if the chain has never seen the account
     */
    public AccountInfo account(String address) {
        address(address);
        return nodes.ask(
                "asking for the account " + address,
                Deadline.after(connection.timeout()),
                (node, share) -> accountAt(node.rpc(share), address, share));
    }

    private static AccountInfo accountAt(CometRpc node, String address, Deadline deadline) {
        byte[] request = new ProtoWriter().string(1, address).toByteArray();
        ProtoReader info = ProtoReader.of(node.abciQuery("/cosmos.auth.v1beta1.Query/AccountInfo", request, deadline))
                .message(1);
        return new AccountInfo(address, info.varint(3), info.varint(4));
    }

    /** The height of the newest block. */
    public long height() {
        return blocks.head(Deadline.after(connection.timeout())).height();
    }

    /**
     * Waits until the gRPC of every node of this connection that names one can be called, for programs that call it
     * themselves: this client passes through the RPC as long as it cannot. Programs of SDK 0.47 and older open gRPC 5 s
     * after their RPC ({@code ServerStartTime} of their {@code server/types}), later ones with it.
     *
     * @throws dev.orrery.base.DeadlineExceededException naming the node, and what came of the last attempt
     */
    public void awaitGrpc(Deadline deadline) {
        queries.awaitGrpc(deadline);
    }

    /** As {@link #awaitBlock}. */
    public Head awaitHeight(long height, Deadline deadline) {
        return awaitBlock(height, deadline);
    }

    /**
     * Prepares a transaction; nothing is sent before {@link TxRequest#send()}.
     *
     * @throws InvalidInputException if the chain knows no such message or field
     */
    public TxRequest tx(Signer signer, Msg... messages) {
        return tx(signer, List.of(messages));
    }

    /** As {@link #tx(Signer, Msg...)}. */
    public TxRequest tx(Signer signer, List<? extends Msg> messages) {
        List<Any> encoded = messages.stream().map(this::encode).toList();
        if (encoded.isEmpty()) {
            throw new InvalidInputException(Failure.doing("preparing a transaction")
                    .expected("at least one message")
                    .seen("none")
                    .build());
        }
        return new TxRequest(sender, connection.prefix(), signer, encoded);
    }

    /**
     * Hands a transaction that was signed before to a node, and waits until that has taken it. One that the node has
     * already is no error.
     *
     * @throws TxException if the node refuses it
     */
    public PendingTx broadcast(SignedTx tx) {
        return new PendingTx(sender.broadcast(tx, Deadline.after(connection.timeout())), TxOptions.PATIENCE);
    }

    /** Whether {@link #close()} was called: then everything that is asked fails. */
    public boolean isClosed() {
        return nodes.isClosed();
    }

    /** Ends all connections; whoever waits on them is told. */
    @Override
    public void close() {
        nodes.close();
        queries.close();
    }

    /**
     * A message as transactions carry it.
     *
     * @throws InvalidInputException if the chain knows no such message or field
     */
    @Override
    public Any encode(Msg message) {
        return switch (message) {
            case EncodedMsg encoded -> encoded.toAny();
            case JsonMsg json ->
                new Any(json.typeUrl(), codec().encode(descriptors().message(json.typeUrl()), json.fields()));
        };
    }

    @Override
    public JsonNode decode(Any message) {
        return codec().decode(descriptors().message(message.typeUrl()), message.value());
    }

    private JsonCodec codec() {
        lock.lock();
        try {
            JsonCodec known = codec;
            if (known == null) {
                known = new JsonCodec(descriptors(), connection.prefix());
                codec = known;
            }
            return known;
        } finally {
            lock.unlock();
        }
    }

    private byte[] call(QueryTransport way, String method, byte[] request) {
        return way.call(method, request, Deadline.after(connection.timeout()));
    }

    /** Refuses an address of another chain before it is sent. */
    private String address(String address) {
        Bech32.decode(connection.prefix(), address);
        return address;
    }
}
