package dev.orrery.network.json;

import dev.orrery.network.NetworkDescription.Endpoints;
import dev.orrery.network.NetworkDescription.StageDescription;
import dev.orrery.network.NetworkStatus;
import dev.orrery.network.NetworkStatus.ChainStatus;
import dev.orrery.network.NetworkStatus.ChannelStatus;
import dev.orrery.network.NetworkStatus.EndStatus;
import dev.orrery.network.NetworkStatus.NodeStatus;
import dev.orrery.network.NetworkStatus.PathStatus;
import dev.orrery.network.NetworkStatus.ValidatorStatus;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A network's status as JSON: what {@code orrery status --json} prints and the API service answers. Names, once published,
 * stay.
 */
public final class StatusJson {
    private StatusJson() {}

    /** The status as JSON. */
    public static ObjectNode of(NetworkStatus status) {
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

    /** Where a node can be reached. */
    public static ObjectNode endpoints(Endpoints endpoints) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("rpc", endpoints.rpc())
                .put("grpc", endpoints.grpc())
                .put("rest", endpoints.rest())
                .put("p2p", endpoints.p2p());
        endpoints.jsonRpc().ifPresent(url -> json.put("jsonRpc", url));
        return json;
    }

    /** What a node went through. */
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

    /**
     * The status that is written so.
     *
     * @throws tools.jackson.databind.exc.MismatchedInputException if it is not
     */
    public static NetworkStatus read(JsonNode json) {
        return new NetworkStatus(
                text(json, "name"),
                all(json, "chains", StatusJson::chain),
                all(
                        json,
                        "paths",
                        path -> new PathStatus(text(path, "name"), end(path.required("a")), end(path.required("b")))));
    }

    /** One side of a path that is written so. */
    static EndStatus end(JsonNode json) {
        return new EndStatus(
                text(json, "chain"),
                text(json, "clientId"),
                text(json, "clientStatus"),
                text(json, "connectionId"),
                text(json, "connectionState"),
                all(
                        json,
                        "channels",
                        channel -> new ChannelStatus(
                                text(channel, "port"),
                                text(channel, "id"),
                                text(channel, "state"),
                                Optional.of(channel.path("pending"))
                                        .filter(JsonNode::isNumber)
                                        .map(JsonNode::asInt))));
    }

    static String text(JsonNode json, String name) {
        return json.required(name).asString();
    }

    static <T> List<T> all(JsonNode json, String name, Function<JsonNode, T> read) {
        return json.required(name).valueStream().map(read).toList();
    }

    private static ChainStatus chain(JsonNode json) {
        return new ChainStatus(
                text(json, "name"),
                text(json, "chainId"),
                json.required("height").asLong(),
                all(
                        json,
                        "validators",
                        validator -> new ValidatorStatus(
                                text(validator, "node"),
                                text(validator, "consensusAddress"),
                                validator.required("votingPower").asLong())),
                all(json, "nodes", StatusJson::node));
    }

    private static NodeStatus node(JsonNode json) {
        JsonNode endpoints = json.required("endpoints");
        return new NodeStatus(
                text(json, "name"),
                text(json, "state"),
                Optional.of(json.path("height")).filter(JsonNode::isNumber).map(JsonNode::asLong),
                json.required("pid").asLong(),
                new Endpoints(
                        text(endpoints, "rpc"),
                        text(endpoints, "grpc"),
                        text(endpoints, "rest"),
                        text(endpoints, "p2p"),
                        Optional.of(endpoints.path("jsonRpc"))
                                .filter(JsonNode::isString)
                                .map(JsonNode::asString)),
                all(
                        json,
                        "stages",
                        stage -> new StageDescription(
                                text(stage, "stage"),
                                stage.required("tookMillis").asLong())));
    }
}
