package dev.orrery.cli.paths;

import dev.orrery.network.Channel;
import dev.orrery.network.NetworkDescription.EndDescription;
import dev.orrery.network.RelayPath;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Paths as the Cosmos chain registry writes them, in one file {@code _IBC/<chain>-<chain>.json} for each pair: chains in
 * alphabetical order, channels with tags.
 */
final class ChainRegistry {
    private ChainRegistry() {}

    static ArrayNode of(List<RelayPath> paths) {
        ArrayNode json = JsonNodeFactory.instance.arrayNode();
        paths.forEach(path -> path(json.addObject(), path));
        return json;
    }

    private static void path(ObjectNode json, RelayPath path) {
        boolean turned = path.a().name().compareTo(path.b().name()) > 0;
        EndDescription one =
                turned ? path.description().b() : path.description().a();
        EndDescription two =
                turned ? path.description().a() : path.description().b();
        json.put("$schema", "../ibc_data.schema.json");
        chain(json.putObject("chain_1"), path, one);
        chain(json.putObject("chain_2"), path, two);
        ArrayNode channels = json.putArray("channels");
        boolean preferred = true;
        for (Channel channel : path.channels(turned ? path.b() : path.a())) {
            ObjectNode entry = channels.addObject();
            end(entry.putObject("chain_1"), channel);
            end(entry.putObject("chain_2"), channel.counterparty());
            entry.put("ordering", channel.ordering()).put("version", channel.version());
            // Of the transfer channels, the first one is the one to use.
            boolean transfer = channel.port().equals("transfer");
            entry.putObject("tags").put("status", "ACTIVE").put("preferred", transfer && preferred);
            preferred &= !transfer;
        }
    }

    private static void chain(ObjectNode json, RelayPath path, EndDescription end) {
        String id = (path.a().name().equals(end.chain()) ? path.a() : path.b()).chainId();
        json.put("chain_name", end.chain())
                .put("chain_id", id)
                .put("client_id", end.clientId())
                .put("connection_id", end.connectionId());
    }

    private static void end(ObjectNode json, Channel channel) {
        json.put("channel_id", channel.id()).put("port_id", channel.port());
    }
}
