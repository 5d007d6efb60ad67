package dev.orrery.cli.status;

import dev.orrery.network.NetworkDescription.Endpoints;
import dev.orrery.network.NetworkDescription.StageDescription;
import dev.orrery.network.NetworkStatus;
import dev.orrery.network.NetworkStatus.ChainStatus;
import dev.orrery.network.NetworkStatus.EndStatus;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What {@code status --json} prints. Names, once published, stay. */
public final class StatusJson {
    private StatusJson() {}

    static ObjectNode of(NetworkStatus status) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("name", status.name());
        json.put("state", "running");
        ArrayNode chains = json.putArray("chains");
        status.chains().forEach(chain -> describe(chains.addObject(), chain));
        ArrayNode paths = json.putArray("paths");
        status.paths().forEach(path -> {
            ObjectNode entry = paths.addObject().put("name", path.name());
            describe(entry.putObject("a"), path.a());
            describe(entry.putObject("b"), path.b());
            entry.put("pending", path.pending());
        });
        return json;
    }

    public static ObjectNode endpoints(Endpoints endpoints) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("rpc", endpoints.rpc())
                .put("grpc", endpoints.grpc())
                .put("rest", endpoints.rest())
                .put("p2p", endpoints.p2p());
    }

    public static ArrayNode stages(List<StageDescription> stages) {
        ArrayNode json = JsonNodeFactory.instance.arrayNode();
        stages.forEach(stage -> json.addObject().put("stage", stage.stage()).put("tookMillis", stage.tookMillis()));
        return json;
    }

    private static void describe(ObjectNode json, ChainStatus chain) {
        json.put("name", chain.name());
        json.put("chainId", chain.chainId());
        json.put("height", chain.height());
        ArrayNode validators = json.putArray("validators");
        chain.validators()
                .forEach(validator -> validators
                        .addObject()
                        .put("node", validator.node())
                        .put("consensusAddress", validator.consensusAddress())
                        .put("votingPower", validator.votingPower()));
        ArrayNode nodes = json.putArray("nodes");
        chain.nodes().forEach(node -> {
            ObjectNode entry = nodes.addObject().put("name", node.name()).put("state", node.state());
            node.height().ifPresentOrElse(height -> entry.put("height", height), () -> entry.putNull("height"));
            entry.put("pid", node.pid()).set("endpoints", endpoints(node.endpoints()));
            entry.set("stages", stages(node.stages()));
        });
    }

    /** One side of a path, as each command tells it. */
    public static void describe(ObjectNode json, EndStatus end) {
        json.put("chain", end.chain())
                .put("clientId", end.clientId())
                .put("clientStatus", end.clientStatus())
                .put("connectionId", end.connectionId())
                .put("connectionState", end.connectionState());
        ArrayNode channels = json.putArray("channels");
        end.channels().forEach(channel -> {
            ObjectNode entry = channels.addObject()
                    .put("port", channel.port())
                    .put("id", channel.id())
                    .put("state", channel.state());
            channel.pending().ifPresentOrElse(count -> entry.put("pending", count), () -> entry.putNull("pending"));
        });
    }
}
