package dev.orrery.network.json;

import dev.orrery.ibc.Acknowledgement;
import dev.orrery.ibc.Height;
import dev.orrery.ibc.Packet;
import dev.orrery.ibc.PacketEvent;
import dev.orrery.ibc.PacketEvent.Kind;
import dev.orrery.ibc.PacketId;
import dev.orrery.ibc.PacketLife;
import dev.orrery.ibc.PendingPacket;
import dev.orrery.ibc.Timeline;
import dev.orrery.network.NetworkDescription.EndDescription;
import dev.orrery.network.NetworkDescription.PathDescription;
import dev.orrery.network.NetworkDescription.RelayerDescription;
import dev.orrery.network.NetworkStatus.EndStatus;
import dev.orrery.network.NetworkStatus.PathStatus;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Paths as JSON: what {@code orrery paths --json} prints and the API service answers. Names, once published, stay.
 */
public final class PathsJson {
    private PathsJson() {}

    /** The paths of a network as JSON. */
    public static ObjectNode of(String network, List<PathView> views) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("name", network);
        ArrayNode paths = json.putArray("paths");
        views.forEach(view -> path(paths.addObject(), view));
        return json;
    }

    private static void path(ObjectNode json, PathView view) {
        json.put("name", view.description().name())
                .put("canonical", view.description().canonical());
        ArrayNode relayers = json.putArray("relayers");
        view.description()
                .relayers()
                .forEach(relayer -> relayers.addObject()
                        .put("kind", relayer.kind())
                        .put("account", relayer.account())
                        .put("backup", relayer.backup()));
        StatusJson.describe(json.putObject("a"), view.status().a());
        StatusJson.describe(json.putObject("b"), view.status().b());
        ArrayNode pending = json.putArray("pending");
        view.pending()
                .forEach(packet -> packet(pending.addObject(), packet.packet().id())
                        .put("stage", packet.stage().name().toLowerCase(Locale.ROOT)));
        view.timeline().ifPresent(timeline -> timeline(json.putArray("timeline"), timeline));
    }

    private static ObjectNode packet(ObjectNode json, PacketId packet) {
        return json.put("chainId", packet.chainId())
                .put("port", packet.port())
                .put("channel", packet.channel())
                .put("sequence", packet.sequence());
    }

    private static void timeline(ArrayNode json, Timeline timeline) {
        for (PacketLife life : timeline.packets()) {
            ObjectNode entry = packet(json.addObject(), life.packet().id());
            ArrayNode events = entry.putArray("events");
            life.inOrder()
                    .forEach(event -> events.addObject()
                            .put("kind", event.kind().name().toLowerCase(Locale.ROOT))
                            .put("chainId", event.chainId())
                            .put("height", event.height())
                            .put("txHash", event.txHash()));
            life.acknowledgement().flatMap(Acknowledgement::error).ifPresent(error -> entry.put("error", error));
        }
    }

    /** The paths that are written so. */
    public static List<PathView> read(JsonNode json) {
        return StatusJson.all(json, "paths", PathsJson::path);
    }

    private static PathView path(JsonNode json) {
        PathStatus status = new PathStatus(
                StatusJson.text(json, "name"), StatusJson.end(json.required("a")), StatusJson.end(json.required("b")));
        PathDescription description = new PathDescription(
                status.name(),
                end(status.a()),
                end(status.b()),
                StatusJson.all(
                        json,
                        "relayers",
                        relayer -> new RelayerDescription(
                                StatusJson.text(relayer, "kind"),
                                StatusJson.text(relayer, "account"),
                                relayer.required("backup").asBoolean())),
                json.required("canonical").asBoolean());
        return new PathView(
                description,
                status,
                StatusJson.all(
                        json,
                        "pending",
                        packet -> new PendingPacket(
                                packet(packet),
                                PendingPacket.Stage.valueOf(
                                        StatusJson.text(packet, "stage").toUpperCase(Locale.ROOT)))),
                json.has("timeline")
                        ? Optional.of(new Timeline(StatusJson.all(json, "timeline", PathsJson::life)))
                        : Optional.empty());
    }

    /** Versions and orderings are not written. */
    private static EndDescription end(EndStatus end) {
        return new EndDescription(end.chain(), end.clientId(), end.connectionId(), List.of());
    }

    /** What it carries is not written. */
    private static Packet packet(JsonNode json) {
        PacketId id = new PacketId(
                StatusJson.text(json, "chainId"),
                StatusJson.text(json, "port"),
                StatusJson.text(json, "channel"),
                json.required("sequence").asLong());
        return new Packet(id, "", "", new byte[0], Height.ZERO, 0);
    }

    private static PacketLife life(JsonNode json) {
        Packet packet = packet(json);
        Map<Kind, PacketEvent> events = new EnumMap<>(Kind.class);
        json.required("events").forEach(event -> {
            Kind kind = Kind.valueOf(StatusJson.text(event, "kind").toUpperCase(Locale.ROOT));
            events.put(
                    kind,
                    new PacketEvent(
                            kind,
                            packet.id(),
                            StatusJson.text(event, "chainId"),
                            event.required("height").asLong(),
                            StatusJson.text(event, "txHash")));
        });
        return new PacketLife(packet, false, events, Optional.empty());
    }
}
