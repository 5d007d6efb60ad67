package dev.orrery.cli.paths;

import dev.orrery.cli.terminal.Style;
import dev.orrery.cli.terminal.Table;
import dev.orrery.ibc.PacketEvent;
import dev.orrery.ibc.PacketLife;
import dev.orrery.ibc.PendingPacket;
import dev.orrery.network.NetworkDescription.PathDescription;
import dev.orrery.network.NetworkDescription.RelayerDescription;
import dev.orrery.network.NetworkStatus.ChannelStatus;
import dev.orrery.network.NetworkStatus.EndStatus;
import dev.orrery.network.json.PathView;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Paths, for people. */
final class PathsText {
    private PathsText() {}

    static List<String> lines(List<PathView> views, Style style) {
        List<String> lines = new ArrayList<>();
        for (PathView view : views) {
            lines.add(style.bold(view.description().name()) + "  " + about(view.description()));
            Table ends = new Table("CHAIN", "CLIENT", "STATUS", "CONNECTION", "STATE", "CHANNEL", "STATE", "PENDING");
            Stream.of(view.status().a(), view.status().b()).forEach(end -> end(ends, end));
            ends.lines(style).forEach(line -> lines.add("  " + line));
            if (!view.pending().isEmpty()) {
                Table pending = new Table("PACKET", "IS");
                view.pending().forEach(packet -> pending.row(packet.packet().toString(), words(packet)));
                pending.lines(style).forEach(line -> lines.add("  " + line));
            }
            view.timeline().ifPresent(timeline -> {
                Table events = new Table("PACKET", "WAS", "ON", "BLOCK", "TRANSACTION");
                timeline.packets().forEach(life -> life(events, life));
                events.lines(style).forEach(line -> lines.add("  " + line));
            });
            lines.add("");
        }
        if (!lines.isEmpty()) {
            lines.removeLast();
        }
        return lines;
    }

    private static String about(PathDescription path) {
        String relayers = path.relayers().stream().map(PathsText::relayer).collect(Collectors.joining(", "));
        return (path.canonical() ? "canonical, " : "")
                + (relayers.isEmpty() ? "not relayed" : "relayed by " + relayers);
    }

    private static String relayer(RelayerDescription relayer) {
        return relayer.kind() + (relayer.backup() ? " (backup)" : "");
    }

    private static void end(Table table, EndStatus end) {
        if (end.channels().isEmpty()) {
            table.row(
                    end.chain(),
                    end.clientId(),
                    end.clientStatus(),
                    connection(end),
                    end.connectionState(),
                    "",
                    "",
                    "");
        }
        boolean first = true;
        for (ChannelStatus channel : end.channels()) {
            table.row(
                    first ? end.chain() : "",
                    first ? end.clientId() : "",
                    first ? end.clientStatus() : "",
                    first ? connection(end) : "",
                    first ? end.connectionState() : "",
                    channel.port() + "/" + channel.id(),
                    channel.state(),
                    channel.pending().map(String::valueOf).orElse("-"));
            first = false;
        }
    }

    private static String connection(EndStatus end) {
        return end.isV2() ? "IBC v2" : end.connectionId();
    }

    private static void life(Table table, PacketLife life) {
        String packet = life.packet().toString();
        for (PacketEvent event : life.inOrder()) {
            table.row(
                    packet,
                    event.kind().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                    event.chainId(),
                    Long.toString(event.height()),
                    event.txHash());
            packet = "";
        }
    }

    private static String words(PendingPacket packet) {
        return switch (packet.stage()) {
            case SENT -> "sent, not received";
            case RECEIVED -> "received, not answered";
            case ACKNOWLEDGEMENT_WRITTEN -> "answered, not acknowledged";
        };
    }
}
