package dev.orrery.cli.up;

import dev.orrery.cli.errors.ErrorReport;
import dev.orrery.engine.Stage;
import dev.orrery.engine.UpEvent;
import dev.orrery.network.NetworkDescription;
import dev.orrery.network.NetworkDescription.ChainDescription;
import dev.orrery.network.NetworkDescription.EndDescription;
import dev.orrery.network.NetworkDescription.NodeDescription;
import dev.orrery.network.json.StatusJson;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The events of {@code up --json}: one object a line, {@code event} names its kind, times are in milliseconds. */
final class EventJson {
    static final String READY = "ready";
    private static final String FAILED = "failed";

    private EventJson() {}

    static ObjectNode of(UpEvent event) {
        ObjectNode json = switch (event) {
            case UpEvent.BinaryStep e ->
                event("binary")
                        .put("source", e.source())
                        .put("step", e.step())
                        .put("elapsedMillis", e.elapsed().toMillis());
            case UpEvent.BinaryReady e ->
                event("binary-ready").put("chain", e.chain()).put("source", e.source());
            case UpEvent.StageStarted e -> stage("stage-started", e.chain(), e.node(), e.stage());
            case UpEvent.StageDone e ->
                stage("stage-done", e.chain(), e.node(), e.stage())
                        .put("tookMillis", e.took().toMillis());
            case UpEvent.NodeDown e ->
                event("node-down").put("chain", e.chain()).put("node", e.node()).put("reason", e.reason());
            case UpEvent.ConfigChanged e -> {
                ObjectNode changed = event("config-changed")
                        .put("chain", e.chain())
                        .put("node", e.node())
                        .put("file", e.file());
                ArrayNode settings = changed.putArray("settings");
                e.settings()
                        .forEach(each -> settings.addObject()
                                .put("key", each.key())
                                .put("planned", each.planned())
                                .put("used", each.used()));
                yield changed;
            }
            case UpEvent.PathOpening e -> event("path-opening").put("path", e.path());
            case UpEvent.PathOpen e -> event("path-open").put("path", e.path());
            case UpEvent.RelayerReady e ->
                event("relayer-ready").put("path", e.path()).put("relayer", e.relayer());
            case UpEvent.LaunchStep e ->
                event("launch-step").put("chain", e.chain()).put("step", e.step());
            case UpEvent.ApiReady e ->
                event("api-ready")
                        .put("url", e.url().toString())
                        .put("tokenFile", e.tokenFile().toString());
            case UpEvent.Failing e -> event("failing").put("reason", e.reason());
            case UpEvent.Ready e -> event(READY).set("network", network(e.network()));
        };
        return json.put("atMillis", event.at().toMillis());
    }

    /**
     * The inverse of {@link #of}, for all but {@code ready}: a background process tells its progress to the command that
     * started it.
     */
    static Optional<UpEvent> parse(JsonNode json) {
        Duration at = millis(json, "atMillis");
        String chain = text(json, "chain");
        String node = text(json, "node");
        return switch (text(json, "event")) {
            case "binary" ->
                Optional.of(new UpEvent.BinaryStep(
                        at, text(json, "source"), text(json, "step"), millis(json, "elapsedMillis")));
            case "binary-ready" -> Optional.of(new UpEvent.BinaryReady(at, chain, text(json, "source")));
            case "stage-started" ->
                Stage.of(text(json, "stage")).map(stage -> new UpEvent.StageStarted(at, chain, node, stage));
            case "stage-done" ->
                Stage.of(text(json, "stage"))
                        .map(stage -> new UpEvent.StageDone(at, chain, node, stage, millis(json, "tookMillis")));
            case "node-down" -> Optional.of(new UpEvent.NodeDown(at, chain, node, text(json, "reason")));
            case "failing" -> Optional.of(new UpEvent.Failing(at, text(json, "reason")));
            case "config-changed" ->
                Optional.of(new UpEvent.ConfigChanged(
                        at,
                        chain,
                        node,
                        text(json, "file"),
                        json.path("settings")
                                .valueStream()
                                .map(each -> new UpEvent.Setting(
                                        text(each, "key"), text(each, "planned"), text(each, "used")))
                                .toList()));
            case "path-opening" -> Optional.of(new UpEvent.PathOpening(at, text(json, "path")));
            case "path-open" -> Optional.of(new UpEvent.PathOpen(at, text(json, "path")));
            case "relayer-ready" ->
                Optional.of(new UpEvent.RelayerReady(at, text(json, "path"), text(json, "relayer")));
            case "launch-step" -> Optional.of(new UpEvent.LaunchStep(at, chain, text(json, "step")));
            case "api-ready" ->
                Optional.of(new UpEvent.ApiReady(at, URI.create(text(json, "url")), Path.of(text(json, "tokenFile"))));
            default -> Optional.empty();
        };
    }

    /** The description without what only the network's owner should read. */
    static ObjectNode network(NetworkDescription network) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("name", network.name());
        json.put("backend", network.backend());
        json.put("source", network.source());
        json.put("folder", network.folder());
        json.putObject("owner")
                .put("pid", network.owner().pid())
                .put("startedAt", network.owner().startedAt().toString());
        network.api()
                .ifPresent(api -> json.putObject("api").put("url", api.url()).put("tokenFile", api.tokenFile()));
        json.put("genesisTime", network.genesisTime().toString());
        ArrayNode chains = json.putArray("chains");
        network.chains().forEach(chain -> describe(chains.addObject(), chain));
        ArrayNode paths = json.putArray("paths");
        network.paths().forEach(path -> {
            ObjectNode entry = paths.addObject().put("name", path.name());
            describe(entry.putObject("a"), path.a());
            describe(entry.putObject("b"), path.b());
        });
        return json;
    }

    private static void describe(ObjectNode json, ChainDescription chain) {
        json.put("name", chain.name());
        json.put("chainId", chain.chainId());
        json.put("prefix", chain.prefix());
        json.put("coinType", chain.coinType());
        json.put("keyType", chain.keyType());
        json.put("denom", chain.denom());
        json.put("gasPrice", chain.gasPrice().toPlainString());
        json.put("binary", chain.binary());
        json.put("binarySha256", chain.binarySha256());
        ArrayNode nodes = json.putArray("nodes");
        chain.nodes().forEach(node -> describe(nodes.addObject(), node));
        ArrayNode accounts = json.putArray("accounts");
        chain.accounts()
                .forEach(account ->
                        accounts.addObject().put("name", account.name()).put("address", account.address()));
    }

    private static void describe(ObjectNode json, NodeDescription node) {
        json.put("name", node.name());
        json.put("nodeId", node.nodeId());
        json.put("consensusAddress", node.consensusAddress());
        json.put("stake", node.stake().toString());
        json.put("pid", node.pid());
        json.put("folder", node.folder());
        json.set("stages", StatusJson.stages(node.stages()));
        node.operator().ifPresent(operator -> json.put("operator", operator.address()));
        json.set("endpoints", StatusJson.endpoints(node.endpoints()));
    }

    private static void describe(ObjectNode json, EndDescription end) {
        json.put("chain", end.chain());
        json.put("clientId", end.clientId());
        json.put("connectionId", end.connectionId());
        ArrayNode channels = json.putArray("channels");
        end.channels()
                .forEach(channel -> channels.addObject()
                        .put("port", channel.port())
                        .put("id", channel.id())
                        .put("version", channel.version())
                        .put("ordering", channel.ordering()));
    }

    static ObjectNode failed(ErrorReport error) {
        return event(FAILED).set("error", error.toJson());
    }

    static ObjectNode event(String kind) {
        return JsonNodeFactory.instance.objectNode().put("event", kind);
    }

    private static ObjectNode stage(String kind, String chain, String node, Stage stage) {
        return event(kind).put("chain", chain).put("node", node).put("stage", stage.label());
    }

    private static String text(JsonNode json, String name) {
        return json.path(name).asString("");
    }

    private static Duration millis(JsonNode json, String name) {
        return Duration.ofMillis(json.path(name).asLong(0));
    }
}
