package dev.orrery.client.rpc;

import dev.orrery.base.ChainException;
import dev.orrery.base.Deadline;
import dev.orrery.base.DeadlineExceededException;
import dev.orrery.base.Failure;
import dev.orrery.base.UnreachableException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.JsonNode;

/**
 * One CometBFT node over its RPC. All calls and events share one WebSocket; when it is lost, whoever waits is told at
 * once, and every later call fails: connect again. Thread-safe. Heights of 0 mean the newest one.
 *
 * <p>Every call throws {@link ChainException} if the connection is lost or the node answers with an error, and
 * {@link DeadlineExceededException} if it does not answer in time.
 */
public final class CometRpc implements AutoCloseable {
    /** In the words of the databases that CometBFT can have: goleveldb, pebble, bolt. */
    private static final List<String> CLOSED_DATABASES =
            List.of("leveldb: closed", "pebble: closed", "database not open");

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int PAGE = 100;

    private final JsonRpcSocket socket;
    private final Duration timeout;
    private final Subscriptions subscriptions;
    private final BlockWatch blocks;

    private CometRpc(JsonRpcSocket socket, Duration timeout) {
        this.socket = socket;
        this.timeout = timeout;
        this.subscriptions = new Subscriptions(socket);
        this.blocks = new BlockWatch(socket, this::committed);
    }

    /**
     * Connects to a node that runs.
     *
     * @param rpc {@code http://host:port}; {@code https} for TLS; {@code tcp}, {@code ws} and {@code wss} are understood
     * @throws UnreachableException if nothing listens there, or something else than CometBFT
     * @throws DeadlineExceededException if it says nothing for 10 s
     */
    public static CometRpc connect(URI rpc) {
        return tryConnect(rpc, TIMEOUT).orElseThrow(() -> refused(rpc));
    }

    static UnreachableException refused(URI rpc) {
        return new UnreachableException(Failure.doing("connecting to the node at " + rpc)
                .expected("CometBFT's RPC")
                .seen("connection refused: nothing listens there")
                .hint("is the node running? Its address is [rpc] laddr in config.toml")
                .build());
    }

    /**
     * Connects to a node that may not listen yet; cheap to repeat.
     *
     * @param timeout for the connection and for each later call
     * @return empty if the connection is refused
     * @throws UnreachableException if something else than CometBFT listens there
     * @throws DeadlineExceededException if it says nothing within the time-out
     */
    public static Optional<CometRpc> tryConnect(URI rpc, Duration timeout) {
        return tryConnect(rpc, Optional.empty(), timeout, Deadline.after(timeout));
    }

    static Optional<CometRpc> tryConnect(URI rpc, Optional<Path> trusted, Duration timeout, Deadline deadline) {
        return JsonRpcSocket.tryConnect(rpc, trusted, timeout, deadline).map(socket -> new CometRpc(socket, timeout));
    }

    /** The address that it was opened with. */
    public URI uri() {
        return socket.rpc();
    }

    /** Whether the connection still stands, as far as is known. */
    public boolean isOpen() {
        return socket.isOpen();
    }

    /**
     * What the node says of itself, within the usual time-out.
     *
     * @throws UnreachableException if the connection is lost
     * @throws DeadlineExceededException if the node says nothing
     */
    public NodeStatus status() {
        return status(Deadline.after(timeout));
    }

    NodeStatus status(Deadline deadline) {
        JsonNode status = call("status", Map.of(), deadline);
        JsonNode node = status.path("node_info");
        JsonNode sync = status.path("sync_info");
        JsonNode validator = status.path("validator_info");
        return new NodeStatus(
                node.path("network").asString(),
                node.path("id").asString(),
                node.path("moniker").asString(),
                node.path("version").asString(),
                new Head(
                        number(sync, "latest_block_height"),
                        Instant.parse(sync.path("latest_block_time").asString())),
                number(sync, "earliest_block_height"),
                sync.path("catching_up").asBoolean(),
                validator.path("address").asString(),
                number(validator, "voting_power"));
    }

    /**
     * The newest block whose state and results can be asked for. A node stores a block before the application has
     * executed it, so {@code status} may be ahead of that.
     */
    private Head committed(Deadline deadline) {
        long height = number(call("abci_info", Map.of(), deadline).path("response"), "last_block_height");
        NodeStatus status = status(deadline);
        if (height == 0 || height == status.head().height()) {
            return new Head(height, status.head().time());
        }
        JsonNode header = call("commit", heightParams(height), deadline)
                .path("signed_header")
                .path("header");
        return new Head(height, Instant.parse(header.path("time").asString()));
    }

    /**
     * Asks the chain's newest state: a gRPC query by its path ({@code /cosmos.bank.v1beta1.Query/Balance}) with the
     * encoded request, or a store.
     *
     * @throws ChainException with the chain's own words if it refuses
     */
    public byte[] abciQuery(String path, byte[] data) {
        return abciQuery(path, data, Deadline.after(timeout));
    }

    /** As {@link #abciQuery(String, byte[])}, with a deadline of its own. */
    public byte[] abciQuery(String path, byte[] data, Deadline deadline) {
        return abciQuery(path, data, 0, false, deadline).value();
    }

    /**
     * As {@link #abciQuery(String, byte[])}, at a height, with a proof for those paths that have one
     * ({@code store/ibc/key}).
     */
    public AbciAnswer abciQuery(String path, byte[] data, long height, boolean prove) {
        return abciQuery(path, data, height, prove, Deadline.after(timeout));
    }

    private AbciAnswer abciQuery(String path, byte[] data, long height, boolean prove, Deadline deadline) {
        Map<String, ?> params = Map.of(
                "path", path, "data", HexFormat.of().formatHex(data), "height", Long.toString(height), "prove", prove);
        JsonNode answer = call("abci_query", params, deadline).path("response");
        if (answer.path("code").asLong() != 0) {
            throw new ChainException(Failure.doing("querying " + path)
                    .where(uri().toString())
                    .seen(AbciRefusal.words(answer))
                    .build());
        }
        List<AbciAnswer.ProofOp> proof = new ArrayList<>();
        for (JsonNode op : answer.path("proofOps").path("ops")) {
            proof.add(new AbciAnswer.ProofOp(op.path("type").asString(), base64(op, "key"), base64(op, "data")));
        }
        return new AbciAnswer(base64(answer, "key"), base64(answer, "value"), number(answer, "height"), proof);
    }

    /**
     * Hands a transaction to the node's mempool and returns what that said, which may be a refusal. What CometBFT itself
     * refuses has the codes that the SDK gives it ({@code client.CheckCometError}): {@code sdk} 19 for a transaction that
     * the node has had already, 20 for a full mempool, 21 for one that is too large.
     */
    public BroadcastResult broadcastTxSync(byte[] tx) {
        return broadcastTxSync(tx, Deadline.after(timeout));
    }

    /** As {@link #broadcastTxSync(byte[])}, with a deadline of its own. */
    public BroadcastResult broadcastTxSync(byte[] tx, Deadline deadline) {
        return beginBroadcastTxSync(tx, deadline).await();
    }

    /**
     * As {@link #broadcastTxSync(byte[], Deadline)}, without waiting for the mempool. Transactions reach it in the order of
     * these calls, since a node reads a connection in order.
     */
    public PendingBroadcast beginBroadcastTxSync(byte[] tx, Deadline deadline) {
        JsonRpcSocket.PendingCall call = socket.begin(
                "broadcast_tx_sync", Map.of("tx", Base64.getEncoder().encodeToString(tx)), deadline);
        return () -> {
            JsonNode result;
            try {
                result = call.await();
            } catch (RpcErrorException e) {
                String words = String.valueOf(e.getMessage());
                return BroadcastResult.refusedByCometBft(tx, words).orElseThrow(() -> refused("broadcast_tx_sync", e));
            }
            return new BroadcastResult(
                    result.path("code").asLong(),
                    result.path("codespace").asString(""),
                    result.path("log").asString(""),
                    result.path("hash").asString());
        };
    }

    /**
     * A transaction by its hash, as CometBFT's {@code tx} gives it; empty if the node's index does not have it (yet).
     *
     * @param hash 64 hexadecimal digits
     */
    public Optional<JsonNode> tx(String hash) {
        return tx(hash, Deadline.after(timeout));
    }

    Optional<JsonNode> tx(String hash, Deadline deadline) {
        byte[] bytes = HexFormat.of().parseHex(hash);
        try {
            return Optional.of(socket.call(
                    "tx", Map.of("hash", Base64.getEncoder().encodeToString(bytes), "prove", false), deadline));
        } catch (RpcErrorException e) {
            if (String.valueOf(e.getMessage()).contains("not found")) {
                return Optional.empty();
            }
            throw refused("tx", e);
        }
    }

    /** CometBFT's {@code block}: {@code block_id} and {@code block}. */
    public JsonNode block(long height) {
        return block(height, Deadline.after(timeout));
    }

    JsonNode block(long height, Deadline deadline) {
        return call("block", heightParams(height), deadline);
    }

    /** CometBFT's {@code block_results}: {@code txs_results} in the order of the block's transactions, and events. */
    public JsonNode blockResults(long height) {
        return blockResults(height, Deadline.after(timeout));
    }

    JsonNode blockResults(long height, Deadline deadline) {
        return call("block_results", heightParams(height), deadline);
    }

    /** The {@code signed_header} of a height: {@code header} and {@code commit}. */
    public JsonNode commit(long height) {
        return call("commit", heightParams(height)).path("signed_header");
    }

    /** The whole validator set of a height, in CometBFT's order: power descending, then address. */
    public List<ValidatorInfo> validators(long height) {
        List<ValidatorInfo> validators = new ArrayList<>();
        long at = height;
        long total = 1;
        for (int page = 1; validators.size() < total; page++) {
            Map<String, Object> params = new HashMap<>(heightParams(at));
            params.put("page", Integer.toString(page));
            params.put("per_page", Integer.toString(PAGE));
            JsonNode answer = call("validators", params);
            at = number(answer, "block_height");
            total = number(answer, "total");
            for (JsonNode validator : answer.path("validators")) {
                JsonNode key = validator.path("pub_key");
                validators.add(new ValidatorInfo(
                        validator.path("address").asString(),
                        key.path("type").asString(),
                        key.path("value").asString(),
                        number(validator, "voting_power"),
                        number(validator, "proposer_priority")));
            }
        }
        return List.copyOf(validators);
    }

    /**
     * Opens a stream of events that ends with this connection. A connection may have five different queries open, one of
     * which the waits for blocks use. {@link ChainBlocks#events} survives its connection, has no such limit, and
     * follows the events of blocks and transactions; here there are also those of the node's own consensus.
     *
     * @param query CometBFT's query language: {@code tm.event='Vote'}
     */
    public EventStream subscribe(String query) {
        return subscriptions.open(query);
    }

    /** The newest block; once blocks have been waited for, without asking the node. */
    public Head head() {
        return blocks.await(0, Deadline.after(timeout), () -> false);
    }

    /**
     * Waits until the node has a block of this height or a higher one.
     *
     * @return the newest block
     * @throws DeadlineExceededException naming the newest block if the chain is not there in time
     * @throws ChainException as soon as the connection is lost
     */
    public Head awaitBlock(long height, Deadline deadline) {
        return blocks.await(height, deadline, () -> false);
    }

    /** As {@link #awaitBlock(long, Deadline)}; also returns once {@code stopped} says so and {@link #wake} was called. */
    Head awaitBlock(long height, Deadline deadline, BooleanSupplier stopped) {
        return blocks.await(height, deadline, stopped);
    }

    void wake() {
        blocks.wake();
    }

    /** The newest block that was heard of; 0 if none was. */
    long heardOf() {
        return blocks.heardOf();
    }

    Duration timeout() {
        return timeout;
    }

    /** Any method of CometBFT's RPC, with its parameters by name. */
    public JsonNode call(String method, Map<String, ?> params) {
        return call(method, params, Deadline.after(timeout));
    }

    /** As {@link #call(String, Map)}, for questions that a node may need longer for than for others. */
    public JsonNode call(String method, Map<String, ?> params, Deadline deadline) {
        try {
            return socket.call(method, params, deadline);
        } catch (RpcErrorException e) {
            throw refused(method, e);
        }
    }

    /** Ends the connection; whoever waits on it is told. */
    @Override
    public void close() {
        socket.close();
    }

    private ChainException refused(String method, RpcErrorException e) {
        return refusal(method, uri(), String.valueOf(e.getMessage()));
    }

    /** A node that stops closes its databases before its connections: what it says then is no answer of the chain. */
    static ChainException refusal(String method, URI node, String words) {
        Failure failure = Failure.doing("calling " + method)
                .where(node.toString())
                .seen(words)
                .build();
        return CLOSED_DATABASES.stream().anyMatch(words::contains)
                ? new UnreachableException(failure)
                : new ChainException(failure);
    }

    private static Map<String, Object> heightParams(long height) {
        return height == 0 ? Map.of() : Map.of("height", Long.toString(height));
    }

    private static long number(JsonNode parent, String field) {
        return Long.parseLong(parent.path(field).asString("0"));
    }

    private static byte[] base64(JsonNode parent, String field) {
        return Base64.getDecoder().decode(parent.path(field).asString(""));
    }
}
