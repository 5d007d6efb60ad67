package dev.orrery.client;

import com.google.protobuf.Descriptors.MethodDescriptor;
import dev.orrery.base.ChainException;
import dev.orrery.base.Deadline;
import dev.orrery.base.Failure;
import dev.orrery.base.InvalidInputException;
import dev.orrery.client.internal.AbciTransport;
import dev.orrery.client.internal.GrpcTransport;
import dev.orrery.client.internal.QueryTransport;
import dev.orrery.client.internal.TxSender;
import dev.orrery.client.keys.Signer;
import dev.orrery.client.modules.CosmosModules;
import dev.orrery.client.proto.Descriptors;
import dev.orrery.client.proto.JsonCodec;
import dev.orrery.client.rpc.CometRpc;
import dev.orrery.client.rpc.Head;
import dev.orrery.client.tx.EncodedMsg;
import dev.orrery.client.tx.JsonMsg;
import dev.orrery.client.tx.Msg;
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
 * A client of one chain, through one of its nodes. Opens nothing before it is needed, and connects again after a
 * connection was lost. Thread-safe; all transactions of an account should go through one client, which keeps their
 * sequences in order.
 *
 * <p>Every call throws {@link ChainException} with the chain's own words if the chain refuses or cannot be reached, and
 * {@link dev.orrery.base.DeadlineExceededException} if the node does not answer in time.
 */
public final class ChainClient implements AutoCloseable, CosmosModules {
    private final ChainConnection connection;
    /** For what every client needs: light, because the connection is there anyway. */
    private final QueryTransport nodeQueries;
    /** For descriptors and any other query. */
    private final QueryTransport queries;

    private final TxSender sender;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable CometRpc rpc;
    private @Nullable Descriptors descriptors;
    private @Nullable JsonCodec codec;
    private boolean closed;

    private ChainClient(ChainConnection connection, @Nullable Descriptors descriptors) {
        this.connection = connection;
        this.descriptors = descriptors;
        this.nodeQueries = new AbciTransport(this::rpc);
        this.queries = connection.grpc().<QueryTransport>map(GrpcTransport::new).orElse(nodeQueries);
        this.sender = new TxSender(connection, this::rpc, nodeQueries, this::account);
    }

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

    /** The node's RPC; connects if there is no connection, or no more. */
    public CometRpc rpc() {
        lock.lock();
        try {
            if (closed) {
                throw new ChainException(Failure.doing("calling " + connection.chainId())
                        .seen("this client is closed")
                        .build());
            }
            CometRpc open = rpc;
            if (open == null || !open.isOpen()) {
                open = connect();
                rpc = open;
            }
            return open;
        } finally {
            lock.unlock();
        }
    }

    /** What the chain knows; asked once. */
    @Override
    public Descriptors descriptors() {
        lock.lock();
        try {
            Descriptors known = descriptors;
            if (known == null) {
                known = Descriptors.link(call(queries, Descriptors.REFLECTION_METHOD, new byte[0]));
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
        return account(address, Deadline.after(connection.timeout()));
    }

    private AccountInfo account(String address, Deadline deadline) {
        byte[] request = new ProtoWriter().string(1, address(address)).toByteArray();
        ProtoReader info = ProtoReader.of(nodeQueries.call("cosmos.auth.v1beta1.Query/AccountInfo", request, deadline))
                .message(1);
        return new AccountInfo(address, info.varint(3), info.varint(4));
    }

    /** The height of the newest block. */
    @Override
    public long height() {
        return rpc().head().height();
    }

    /**
     * Waits until the chain has reached a height.
     *
     * @throws dev.orrery.base.DeadlineExceededException naming the newest block if it is not there in time
     * @throws ChainException as soon as the node is lost
     */
    @Override
    public Head awaitHeight(long height, Deadline deadline) {
        return rpc().awaitBlock(height, deadline);
    }

    /** Waits for that many blocks after the newest one. */
    public Head awaitBlocks(int count, Deadline deadline) {
        CometRpc node = rpc();
        return node.awaitBlock(node.head().height() + count, deadline);
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
        return new TxRequest(sender::send, signer, encoded);
    }

    /** Ends all connections; whoever waits on them is told. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            if (rpc != null) {
                rpc.close();
            }
        } finally {
            lock.unlock();
        }
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

    private CometRpc connect() {
        CometRpc open = CometRpc.tryConnect(connection.rpc(), connection.timeout())
                .orElseThrow(() -> new ChainException(Failure.doing("connecting to " + connection.chainId())
                        .where(connection.rpc().toString())
                        .seen("connection refused: nothing listens there")
                        .hint("is the node running? Its address is [rpc] laddr in config.toml")
                        .build()));
        String chainId = open.status().chainId();
        if (!chainId.equals(connection.chainId())) {
            open.close();
            throw new ChainException(Failure.doing("connecting to " + connection.chainId())
                    .where(connection.rpc().toString())
                    .expected("the chain " + connection.chainId())
                    .seen("the chain " + chainId)
                    .build());
        }
        return open;
    }
}
