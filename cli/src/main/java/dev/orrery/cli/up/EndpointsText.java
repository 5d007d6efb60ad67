package dev.orrery.cli.up;

import dev.orrery.cli.terminal.JsonRpcText;
import dev.orrery.cli.terminal.Style;
import dev.orrery.cli.terminal.Table;
import dev.orrery.network.NetworkDescription;
import dev.orrery.network.NetworkDescription.AccountDescription;
import dev.orrery.network.NetworkDescription.ChainDescription;
import dev.orrery.network.NetworkDescription.EndDescription;
import dev.orrery.network.NetworkDescription.NodeDescription;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Where a network that runs can be reached, for people. */
final class EndpointsText {
    private EndpointsText() {}

    static List<String> lines(NetworkDescription network, Style style) {
        List<String> lines = new ArrayList<>();
        for (ChainDescription chain : network.chains()) {
            lines.add("");
            lines.add(style.bold(chain.name()) + "  chain ID " + chain.chainId() + ", denom " + chain.denom());
            Table table = new Table("NODE", "RPC", "GRPC", "REST", "P2P");
            for (NodeDescription node : chain.nodes()) {
                table.row(
                        node.name(),
                        node.endpoints().rpc(),
                        node.endpoints().grpc(),
                        node.endpoints().rest(),
                        hostAndPort(node.endpoints().p2p()));
            }
            table.lines(style).forEach(line -> lines.add("  " + line));
            jsonRpc(chain).ifPresent(line -> lines.add("  " + line));
            if (!chain.accounts().isEmpty()) {
                lines.add("  accounts: "
                        + chain.accounts().stream()
                                .map(AccountDescription::name)
                                .collect(Collectors.joining(", ")));
            }
        }
        if (!network.paths().isEmpty()) {
            lines.add("");
            network.paths()
                    .forEach(path ->
                            lines.add(style.bold(path.name()) + "  " + end(path.a()) + "  <->  " + end(path.b())));
        }
        network.api().ifPresent(api -> {
            lines.add("");
            lines.add(style.bold("API") + "  " + api.url() + ", token in " + api.tokenFile());
        });
        lines.add("");
        return lines;
    }

    private static Optional<String> jsonRpc(ChainDescription chain) {
        return JsonRpcText.line(chain.nodes().stream()
                .collect(Collectors.toMap(
                        NodeDescription::name, NodeDescription::endpoints, (a, b) -> a, LinkedHashMap::new)));
    }

    private static String end(EndDescription end) {
        if (end.connectionId().isEmpty()) {
            return end.chain() + " " + end.clientId() + " (IBC v2)";
        }
        String channels = end.channels().stream()
                .map(channel -> channel.port() + "/" + channel.id())
                .collect(Collectors.joining(" "));
        return end.chain() + " " + end.clientId() + " " + end.connectionId() + " " + channels;
    }

    /** Without the node's id, which is 40 digits that nobody reads; {@code --json} has it. */
    private static String hostAndPort(String p2p) {
        return p2p.substring(p2p.indexOf('@') + 1);
    }
}
