package dev.orrery.cli.paths;

import dev.orrery.cli.status.StatusJson;
import dev.orrery.ibc.Acknowledgement;
import dev.orrery.ibc.PacketId;
import dev.orrery.ibc.PacketLife;
import dev.orrery.ibc.Timeline;
import dev.orrery.network.Network;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What {@code paths --json} prints. Names, once published, stay. */
final class PathsJson {
    private PathsJson() {}

    static ObjectNode of(Network network, List<PathView> views) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("name", network.name());
        ArrayNode paths = json.putArray("paths");
        views.forEach(view -> path(paths.addObject(), view));
        return json;
    }

    private static void path(ObjectNode json, PathView view) {
        json.put("name", view.path().name()).put("canonical", view.path().isCanonical());
        ArrayNode relayers = json.putArray("relayers");
        view.path()
                .description()
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
}
