package dev.orrery.engine.plan.internal;

import dev.orrery.engine.plan.ChainLayout;
import dev.orrery.engine.plan.Layout;
import dev.orrery.engine.plan.PathEnd;
import dev.orrery.engine.plan.PathLayout;
import dev.orrery.spec.ChannelSpec;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * IBC as if all handshakes were over: clients, connections and channels, written as an export of a chain would hold them
 * (ibc-go: 02-client, 03-connection and 04-channel {@code InitGenesis}); the counterparties of IBC v2 are {@link GenesisIbcV2}.
 */
final class GenesisIbc {
    /** The Merkle prefix under which ibc-go keeps its store. */
    static final String STORE_PREFIX = "aWJj"; // "ibc"

    private GenesisIbc() {}

    /** Writes nothing for a chain without paths, which need not have the module. */
    static void write(Layout layout, ChainLayout chain, ObjectNode state) {
        if (layout.paths().stream()
                .flatMap(PathLayout::ends)
                .noneMatch(end -> end.chain().equals(chain.name()))) {
            return;
        }
        List<Side> sides = sides(layout, chain);
        ObjectNode ibc = GenesisPlanner.module(chain, state, "ibc");
        if (sides.isEmpty()) {
            return; // its paths are opened by handshakes, which need no more than the module
        }
        Ports ports = new Ports(state);
        clients(layout, chain, sides, GenesisPlanner.object(ibc, "client_genesis"));
        GenesisIbcV2.write(
                chain, sides.stream().filter(side -> side.own().isV2()).toList(), ibc);
        List<Side> classic = sides.stream().filter(side -> !side.own().isV2()).toList();
        List<Link> links = links(chain, classic, ports);
        connections(classic, GenesisPlanner.object(ibc, "connection_genesis"));
        channels(links, GenesisPlanner.object(ibc, "channel_genesis"));
        if (state.get("capability") instanceof ObjectNode capability) {
            capabilities(links, capability);
        }
    }

    /** A path as one chain sees it. */
    record Side(PathEnd end, PathEnd.Open own, String counterparty, PathEnd.Open other) {}

    /** A channel as one chain sees it, with the module behind its port. */
    private record Link(Side side, PathEnd.OpenChannel own, PathEnd.OpenChannel other, String module) {}

    private static List<Side> sides(Layout layout, ChainLayout chain) {
        List<Side> sides = new ArrayList<>();
        for (PathLayout path : layout.paths()) {
            if (path.a().chain().equals(chain.name())) {
                side(path.a(), path.b(), sides);
            } else if (path.b().chain().equals(chain.name())) {
                side(path.b(), path.a(), sides);
            }
        }
        return sides;
    }

    private static void side(PathEnd own, PathEnd other, List<Side> sides) {
        own.open().ifPresent(near -> other.open().ifPresent(far -> sides.add(new Side(own, near, other.chain(), far))));
    }

    private static List<Link> links(ChainLayout chain, List<Side> sides, Ports ports) {
        List<Link> links = new ArrayList<>();
        for (Side side : sides) {
            for (int i = 0; i < side.own().channels().size(); i++) {
                PathEnd.OpenChannel own = side.own().channels().get(i);
                String module =
                        ports.module(own.port(), chain, side.end(), own.spec().name());
                links.add(new Link(side, own, side.other().channels().get(i), module));
            }
        }
        return links;
    }

    private static void clients(Layout layout, ChainLayout holder, List<Side> sides, ObjectNode genesis) {
        ArrayNode clients = genesis.putArray("clients");
        ArrayNode consensus = genesis.putArray("clients_consensus");
        ArrayNode metadata = genesis.putArray("clients_metadata");
        for (Side side : sides) {
            ChainLayout counterparty = layout.chain(side.counterparty());
            GenesisClient client = new GenesisClient(side.end(), counterparty, holder, layout.genesisTime());
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
        // They count up in the order of the sides; some numbers may be left out.
        String last = sides.getLast().own().clientId();
        int next = Integer.parseInt(last.substring(last.lastIndexOf('-') + 1)) + 1;
        genesis.put("next_client_sequence", Integer.toString(next));
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

    private static void channels(List<Link> links, ObjectNode genesis) {
        ArrayNode channels = genesis.putArray("channels");
        ArrayNode sequences = JsonNodeFactory.instance.arrayNode();
        for (Link link : links) {
            ObjectNode channel = channels.addObject();
            channel.put("state", "STATE_OPEN")
                    .put("ordering", ordering(link.own().spec().ordering()))
                    .put("version", link.own().spec().version())
                    .put("port_id", link.own().port())
                    .put("channel_id", link.own().id());
            channel.putObject("counterparty")
                    .put("port_id", link.other().port())
                    .put("channel_id", link.other().id());
            channel.putArray("connection_hops").add(link.side().own().connectionId());
            sequences
                    .addObject()
                    .put("port_id", link.own().port())
                    .put("channel_id", link.own().id())
                    .put("sequence", "1");
        }
        genesis.set("send_sequences", sequences);
        genesis.set("recv_sequences", sequences.deepCopy());
        genesis.set("ack_sequences", sequences.deepCopy());
        genesis.put("next_channel_sequence", Integer.toString(links.size()));
    }

    private static String ordering(ChannelSpec.Ordering ordering) {
        return switch (ordering) {
            case UNORDERED -> "ORDER_UNORDERED";
            case ORDERED -> "ORDER_ORDERED";
        };
    }

    /**
     * Up to ibc-go v8, whoever holds a channel's capability may use it: the core module and the application. Ports bind
     * themselves at start. Indices count from 1, and {@code index} is the next one.
     */
    private static void capabilities(List<Link> links, ObjectNode genesis) {
        ArrayNode owners = genesis.putArray("owners");
        int index = 1;
        for (Link link : links) {
            String name = "capabilities/ports/" + link.own().port() + "/channels/"
                    + link.own().id();
            ArrayNode modules = owners.addObject()
                    .put("index", Integer.toString(index++))
                    .putObject("index_owners")
                    .putArray("owners");
            modules.addObject().put("module", "ibc").put("name", name);
            modules.addObject().put("module", link.module()).put("name", name);
        }
        genesis.put("index", Integer.toString(index));
    }
}
