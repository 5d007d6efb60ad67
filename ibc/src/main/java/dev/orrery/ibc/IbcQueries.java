package dev.orrery.ibc;

import dev.orrery.client.rpc.CometRpc;
import dev.orrery.client.wire.Any;
import dev.orrery.client.wire.ProtoReader;
import dev.orrery.client.wire.ProtoWriter;
import dev.orrery.ibc.internal.Pages;
import dev.orrery.ibc.internal.Times;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/**
 * What one chain says of its IBC clients (ICS-02), connections (ICS-03) and channels (ICS-04).
 * Asked through CometBFT's {@code abci_query} and decoded by hand, so that it needs neither gRPC nor the chain's
 * descriptors. The messages are those of ibc-go v7 to v11.
 * Every question throws {@link dev.orrery.base.DeadlineExceededException} if the node does not answer in the time that the
 * connection gives it. Thread-safe.
 */
public final class IbcQueries {
    /** {@code ibc.core.connection.v1.State} by its numbers. */
    private static final List<String> CONNECTION_STATES =
            List.of("UNINITIALIZED_UNSPECIFIED", "INIT", "TRYOPEN", "OPEN");
    /** {@code ibc.core.channel.v1.State} by its numbers. */
    private static final List<String> CHANNEL_STATES =
            List.of("UNINITIALIZED_UNSPECIFIED", "INIT", "TRYOPEN", "OPEN", "CLOSED", "FLUSHING", "FLUSHCOMPLETE");
    /** {@code ibc.core.channel.v1.Order} by its numbers. */
    private static final List<String> ORDERINGS = List.of("unspecified", "unordered", "ordered");

    private final CometRpc rpc;

    /** @param rpc a node of the chain; stays the caller's to close */
    public IbcQueries(CometRpc rpc) {
        this.rpc = rpc;
    }

    /**
     * How a light client is: {@code Active}, {@code Expired}, {@code Frozen}, {@code Unauthorized} or {@code Unknown}.
     * A client that does not exist is {@code Unknown} to ibc-go v10 and an error to some older ones.
     *
     * @throws dev.orrery.base.ChainException if the chain refuses the query
     */
    public String clientStatus(String clientId) {
        byte[] request = new ProtoWriter().string(1, clientId).toByteArray();
        return query("/ibc.core.client.v1.Query/ClientStatus", request).string(1);
    }

    /**
     * One side of a connection.
     *
     * @throws dev.orrery.base.ChainException if the chain has no such connection
     */
    public ConnectionEnd connection(String connectionId) {
        byte[] request = new ProtoWriter().string(1, connectionId).toByteArray();
        return decodeConnection(
                connectionId,
                query("/ibc.core.connection.v1.Query/Connection", request).message(1));
    }

    /**
     * One end of a channel.
     *
     * @throws dev.orrery.base.ChainException if the chain has no such channel
     */
    public ChannelEnd channel(String port, String channelId) {
        byte[] request = new ProtoWriter().string(1, port).string(2, channelId).toByteArray();
        return decodeChannel(
                port,
                channelId,
                query("/ibc.core.channel.v1.Query/Channel", request).message(1));
    }

    /**
     * A light client of a CometBFT chain.
     *
     * @throws dev.orrery.base.ChainException if the chain has no such client
     */
    public LightClient lightClient(String clientId) {
        return LightClient.decode(clientState(clientId));
    }

    /** The client's state as it is stored, of whatever kind the client is. */
    Any clientState(String clientId) {
        byte[] request = new ProtoWriter().string(1, clientId).toByteArray();
        return query("/ibc.core.client.v1.Query/ClientState", request).any(1);
    }

    /** The heights that a client can verify proofs of, ascending. */
    public List<Height> consensusHeights(String clientId) {
        return Pages.all(
                        rpc,
                        "/ibc.core.client.v1.Query/ConsensusStateHeights",
                        () -> new ProtoWriter().string(1, clientId),
                        2)
                .stream()
                .map(Height::decode)
                .sorted()
                .toList();
    }

    /**
     * The time of the newest header that a client of a CometBFT chain has: a trusting period later it expires (ICS-07).
     *
     * @throws dev.orrery.base.ChainException if the chain has no such client
     */
    public Instant newestHeaderTime(String clientId) {
        byte[] request = new ProtoWriter().string(1, clientId).bool(4, true).toByteArray();
        Any state = query("/ibc.core.client.v1.Query/ConsensusState", request).any(1);
        return Times.instant(ProtoReader.of(state.value()).message(1));
    }

    /** Whether a client can verify proofs of that height. */
    public boolean hasConsensusState(String clientId, Height height) {
        byte[] key = ("clients/" + clientId + "/consensusStates/" + height).getBytes(StandardCharsets.UTF_8);
        return rpc.abciQuery("store/ibc/key", key).length > 0;
    }

    /** All channels over a connection, in whatever state. */
    public List<ChannelEnd> channels(String connectionId) {
        return Pages.all(
                        rpc,
                        "/ibc.core.channel.v1.Query/ConnectionChannels",
                        () -> new ProtoWriter().string(1, connectionId),
                        2)
                .stream()
                .map(end -> decodeChannel(end.string(6), end.string(7), end))
                .toList();
    }

    /** {@code ibc.core.connection.v1.ConnectionEnd}. */
    static ConnectionEnd decodeConnection(String id, ProtoReader end) {
        ProtoReader counterparty = end.message(4);
        return new ConnectionEnd(
                id,
                name(CONNECTION_STATES, end.varint(3)),
                end.string(1),
                counterparty.string(1),
                counterparty.string(2));
    }

    /** {@code ibc.core.channel.v1.Channel}. */
    static ChannelEnd decodeChannel(String port, String id, ProtoReader end) {
        ProtoReader counterparty = end.message(3);
        return new ChannelEnd(
                port,
                id,
                name(CHANNEL_STATES, end.varint(1)),
                name(ORDERINGS, end.varint(2)),
                counterparty.string(1),
                counterparty.string(2),
                end.repeated(4).stream()
                        .map(hop -> new String(hop, StandardCharsets.UTF_8))
                        .toList(),
                end.string(5));
    }

    private ProtoReader query(String path, byte[] request) {
        return ProtoReader.of(rpc.abciQuery(path, request));
    }

    /** A number that a later version added is shown as it is. */
    private static String name(List<String> names, long number) {
        return number >= 0 && number < names.size() ? names.get((int) number) : Long.toString(number);
    }
}
