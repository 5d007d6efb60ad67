package dev.orrery.client.modules;

import dev.orrery.client.proto.RecordMapper;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Light clients, connections and channels of a chain: ibc-go's core (ICS-02, -03, -04), {@code ibc.core}. */
public final class Ibc {
    private final ModuleQueries clients;
    private final ModuleQueries connections;
    private final ModuleQueries channels;

    Ibc(CosmosModules chain) {
        this.clients = new ModuleQueries(chain, "ibc.core.client.v1.Query");
        this.connections = new ModuleQueries(chain, "ibc.core.connection.v1.Query");
        this.channels = new ModuleQueries(chain, "ibc.core.channel.v1.Query");
    }

    /**
     * A light client of another chain.
     *
     * @param clientState its whole state, with its {@code @type}
     */
    public record LightClient(String clientId, JsonNode clientState) {
        /** The chain that it follows; empty for clients that are not Tendermint's. */
        public Optional<String> chainId() {
            return Optional.of(clientState.path("chain_id").asString("")).filter(id -> !id.isEmpty());
        }

        /** The newest height that it knows of that chain; empty for clients that are not Tendermint's. */
        public Optional<Transfer.Height> latestHeight() {
            return Optional.of(clientState.path("latest_height"))
                    .filter(JsonNode::isObject)
                    .map(height -> RecordMapper.map(height, Transfer.Height.class));
        }
    }

    /** All light clients. */
    public List<LightClient> clients() {
        return clients.all("ClientStates", Map.of(), "client_states", LightClient.class);
    }

    /** @throws dev.orrery.base.ChainException if there is none */
    public LightClient client(String clientId) {
        return new LightClient(
                clientId,
                clients.ask("ClientState", Map.of("client_id", clientId)).path("client_state"));
    }

    /** {@code Active}, {@code Expired}, {@code Frozen}, {@code Unauthorized} or {@code Unknown}. */
    public String clientStatus(String clientId) {
        return clients.text("ClientStatus", Map.of("client_id", clientId), "status");
    }

    /**
     * One side of a connection.
     *
     * @param id {@code connection-0}
     * @param state {@code STATE_OPEN}, {@code STATE_INIT}, {@code STATE_TRYOPEN}
     */
    public record Connection(String id, String clientId, String state, ConnectionCounterparty counterparty) {}

    /** The other side of a connection; the connection ID is empty until it is known. */
    public record ConnectionCounterparty(String clientId, String connectionId) {}

    private record WireConnection(String clientId, String state, ConnectionCounterparty counterparty) {}

    /** All connections, in whatever state. */
    public List<Connection> connections() {
        return connections.all("Connections", Map.of(), "connections", Connection.class);
    }

    /** @throws dev.orrery.base.ChainException if there is none */
    public Connection connection(String id) {
        WireConnection found =
                connections.one("Connection", Map.of("connection_id", id), "connection", WireConnection.class);
        return new Connection(id, found.clientId, found.state, found.counterparty);
    }

    /**
     * One end of a channel.
     *
     * @param channelId {@code channel-0}
     * @param state {@code STATE_OPEN}, {@code STATE_INIT}, {@code STATE_TRYOPEN}, {@code STATE_CLOSED}
     * @param ordering {@code ORDER_UNORDERED} or {@code ORDER_ORDERED}
     */
    public record Channel(
            String portId,
            String channelId,
            String state,
            String ordering,
            ChannelCounterparty counterparty,
            List<String> connectionHops,
            String version) {
        public boolean isOpen() {
            return state.equals("STATE_OPEN");
        }
    }

    /** The other end of a channel; the channel ID is empty until it is known. */
    public record ChannelCounterparty(String portId, String channelId) {}

    private record WireChannel(
            String state,
            String ordering,
            ChannelCounterparty counterparty,
            List<String> connectionHops,
            String version) {}

    /** All channels, in whatever state; {@link #channels(String)} has those of one connection. */
    public List<Channel> channels() {
        return channels.all("Channels", Map.of(), "channels", Channel.class);
    }

    /** The channels over a connection. */
    public List<Channel> channels(String connectionId) {
        return channels.all("ConnectionChannels", Map.of("connection", connectionId), "channels", Channel.class);
    }

    /** @throws dev.orrery.base.ChainException if there is none */
    public Channel channel(String portId, String channelId) {
        WireChannel found = channels.one(
                "Channel", Map.of("port_id", portId, "channel_id", channelId), "channel", WireChannel.class);
        return new Channel(
                portId,
                channelId,
                found.state,
                found.ordering,
                found.counterparty,
                found.connectionHops,
                found.version);
    }

    /** The sequences of packets that were sent over a channel, and not acknowledged or timed out yet. */
    public List<Long> pendingPackets(String portId, String channelId) {
        return channels
                .all(
                        "PacketCommitments",
                        Map.of("port_id", portId, "channel_id", channelId),
                        "commitments",
                        WireCommitment.class)
                .stream()
                .map(WireCommitment::sequence)
                .toList();
    }

    private record WireCommitment(long sequence) {}
}
