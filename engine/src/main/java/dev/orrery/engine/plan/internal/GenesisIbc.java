package dev.orrery.engine.plan.internal;

import dev.orrery.engine.plan.ChainLayout;
import dev.orrery.engine.plan.Layout;
import dev.orrery.engine.plan.PathEnd;
import dev.orrery.engine.plan.PathLayout;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * IBC as if all handshakes were over: clients, connections and channels, written as an export of a chain would hold them
 * (ibc-go: 02-client, 03-connection and 04-channel {@code InitGenesis}).
 */
final class GenesisIbc {
    /** The Merkle prefix under which ibc-go keeps its store. */
    private static final String STORE_PREFIX = "aWJj"; // "ibc"

    private GenesisIbc() {}

    static void write(Layout layout, ChainLayout chain, Map<String, ChainLayout> chains, ObjectNode state) {
        List<Side> sides = sides(layout, chain);
        ObjectNode ibc = GenesisPlanner.module(chain, state, "ibc");
        clients(layout.genesisTime(), chain, sides, chains, GenesisPlanner.object(ibc, "client_genesis"));
        connections(sides, GenesisPlanner.object(ibc, "connection_genesis"));
        channels(sides, GenesisPlanner.object(ibc, "channel_genesis"));
        if (state.get("capability") instanceof ObjectNode capability) {
            capabilities(sides, capability);
        }
    }

    /** A path as one chain sees it. */
    private record Side(PathEnd own, PathEnd other) {}

    private static List<Side> sides(Layout layout, ChainLayout chain) {
        List<Side> sides = new ArrayList<>();
        for (PathLayout path : layout.paths()) {
            if (path.a().chain().equals(chain.name())) {
                sides.add(new Side(path.a(), path.b()));
            } else if (path.b().chain().equals(chain.name())) {
                sides.add(new Side(path.b(), path.a()));
            }
        }
        return sides;
    }

    private static void clients(
            Instant time, ChainLayout holder, List<Side> sides, Map<String, ChainLayout> chains, ObjectNode genesis) {
        ArrayNode clients = genesis.putArray("clients");
        ArrayNode consensus = genesis.putArray("clients_consensus");
        ArrayNode metadata = genesis.putArray("clients_metadata");
        for (Side side : sides) {
            ChainLayout counterparty =
                    java.util.Objects.requireNonNull(chains.get(side.other().chain()));
            GenesisClient client = new GenesisClient(counterparty, holder, time);
            clients.addObject().put("client_id", side.own().clientId()).set("client_state", client.state());
            ObjectNode states =
                    consensus.addObject().put("client_id", side.own().clientId());
            ObjectNode consensusState = states.putArray("consensus_states").addObject();
            consensusState.set("height", client.height());
            consensusState.set("consensus_state", client.consensusState());
            ObjectNode entries =
                    metadata.addObject().put("client_id", side.own().clientId());
            entries.putArray("client_metadata").addAll(client.metadata());
        }
        genesis.put("next_client_sequence", Integer.toString(sides.size()));
    }

    private static void connections(List<Side> sides, ObjectNode genesis) {
        ArrayNode connections = genesis.putArray("connections");
        ArrayNode paths = genesis.putArray("client_connection_paths");
        for (Side side : sides) {
            ObjectNode connection = connections.addObject();
            connection
                    .put("id", side.own().connectionId())
                    .put("client_id", side.own().clientId())
                    .put("state", "STATE_OPEN")
                    .put("delay_period", "0");
            connection
                    .putArray("versions")
                    .addObject()
                    .put("identifier", "1")
                    .putArray("features")
                    .add("ORDER_ORDERED")
                    .add("ORDER_UNORDERED");
            connection
                    .putObject("counterparty")
                    .put("client_id", side.other().clientId())
                    .put("connection_id", side.other().connectionId())
                    .putObject("prefix")
                    .put("key_prefix", STORE_PREFIX);
            paths.addObject()
                    .put("client_id", side.own().clientId())
                    .putArray("paths")
                    .add(side.own().connectionId());
        }
        genesis.put("next_connection_sequence", Integer.toString(sides.size()));
    }

    private static void channels(List<Side> sides, ObjectNode genesis) {
        ArrayNode channels = genesis.putArray("channels");
        ArrayNode sequences = JsonNodeFactory.instance.arrayNode();
        for (Side side : sides) {
            ObjectNode channel = channels.addObject();
            channel.put("state", "STATE_OPEN")
                    .put("ordering", "ORDER_UNORDERED")
                    .put("version", side.own().version())
                    .put("port_id", side.own().port())
                    .put("channel_id", side.own().channelId());
            channel.putObject("counterparty")
                    .put("port_id", side.other().port())
                    .put("channel_id", side.other().channelId());
            channel.putArray("connection_hops").add(side.own().connectionId());
            sequences
                    .addObject()
                    .put("port_id", side.own().port())
                    .put("channel_id", side.own().channelId())
                    .put("sequence", "1");
        }
        genesis.set("send_sequences", sequences);
        genesis.set("recv_sequences", sequences.deepCopy());
        genesis.set("ack_sequences", sequences.deepCopy());
        genesis.put("next_channel_sequence", Integer.toString(sides.size()));
    }

    /**
     * Up to ibc-go v8, whoever holds a channel's capability may use it: the core module and the application. Ports bind
     * themselves at start. Indices count from 1, and {@code index} is the next one.
     */
    private static void capabilities(List<Side> sides, ObjectNode genesis) {
        ArrayNode owners = genesis.putArray("owners");
        int index = 1;
        for (Side side : sides) {
            String name = "capabilities/ports/" + side.own().port() + "/channels/"
                    + side.own().channelId();
            ArrayNode modules = owners.addObject()
                    .put("index", Integer.toString(index++))
                    .putObject("index_owners")
                    .putArray("owners");
            modules.addObject().put("module", "ibc").put("name", name);
            modules.addObject().put("module", side.own().port()).put("name", name);
        }
        genesis.put("index", Integer.toString(index));
    }
}
