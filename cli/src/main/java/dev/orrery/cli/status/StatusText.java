package dev.orrery.cli.status;

import dev.orrery.cli.terminal.JsonRpcText;
import dev.orrery.cli.terminal.Plural;
import dev.orrery.cli.terminal.Style;
import dev.orrery.cli.terminal.Table;
import dev.orrery.network.NetworkStatus;
import dev.orrery.network.NetworkStatus.ChainStatus;
import dev.orrery.network.NetworkStatus.EndStatus;
import dev.orrery.network.NetworkStatus.NodeStatus;
import dev.orrery.network.NetworkStatus.ValidatorStatus;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;

/** A network's status, for people. */
final class StatusText {
    private StatusText() {}

    static List<String> lines(NetworkStatus status, Style style) {
        List<String> lines = new ArrayList<>();
        for (ChainStatus chain : status.chains()) {
            lines.add(style.bold(chain.name()) + "  chain ID " + chain.chainId() + ", height " + chain.height() + ", "
                    + Plural.of(chain.validators().size(), "validator") + ", voting power " + chain.power()
                    + missing(chain, style));
            Table table = new Table("NODE", "STATE", "HEIGHT", "POWER", "PID", "RPC", "GRPC", "REST");
            for (NodeStatus node : chain.nodes()) {
                table.row(
                        node.name(),
                        node.state(),
                        node.height().map(String::valueOf).orElse("-"),
                        power(chain, node.name()),
                        node.pid() == 0 ? "-" : String.valueOf(node.pid()),
                        node.endpoints().rpc(),
                        node.endpoints().grpc(),
                        node.endpoints().rest());
            }
            table.lines(style).forEach(line -> lines.add("  " + line));
            JsonRpcText.line(chain.nodes().stream()
                            .collect(Collectors.toMap(
                                    NodeStatus::name, NodeStatus::endpoints, (a, b) -> a, LinkedHashMap::new)))
                    .ifPresent(line -> lines.add("  " + line));
            lines.add("");
        }
        status.paths().forEach(path -> {
            lines.add(style.bold(path.name()));
            Table table = new Table("CHAIN", "CLIENT", "STATUS", "CONNECTION", "STATE", "CHANNELS");
            end(table, path.a());
            end(table, path.b());
            table.lines(style).forEach(line -> lines.add("  " + line));
            lines.add("");
        });
        if (!lines.isEmpty()) {
            lines.removeLast();
        }
        return lines;
    }

    private static void end(Table table, EndStatus end) {
        table.row(
                end.chain(),
                end.clientId(),
                end.clientStatus(),
                end.isV2() ? "IBC v2" : end.connectionId(),
                end.connectionState(),
                end.channels().stream()
                        .map(channel -> channel.port() + "/" + channel.id()
                                + (end.isV2() ? "" : " " + channel.state())
                                + channel.pending()
                                        .filter(count -> count > 0)
                                        .map(count -> ", " + count + " pending")
                                        .orElse(""))
                        .collect(Collectors.joining("; ")));
    }

    /** Who is missing, since a chain stands still without more than two thirds of the power. */
    private static String missing(ChainStatus chain, Style style) {
        if (chain.missing().isEmpty()) {
            return "";
        }
        long power =
                chain.missing().stream().mapToLong(ValidatorStatus::votingPower).sum();
        String names = chain.missing().stream().map(ValidatorStatus::node).collect(Collectors.joining(", "));
        return ", " + style.red("of which " + power + " are down: " + names);
    }

    private static String power(ChainStatus chain, String node) {
        return chain.validators().stream()
                .filter(validator -> validator.node().equals(node))
                .map(validator -> String.valueOf(validator.votingPower()))
                .findFirst()
                .orElse("-");
    }
}
