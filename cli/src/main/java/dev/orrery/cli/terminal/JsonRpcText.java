package dev.orrery.cli.terminal;

import dev.orrery.network.NetworkDescription.Endpoints;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Where Ethereum's clients reach the nodes of a chain. */
public final class JsonRpcText {
    private JsonRpcText() {}

    /**
     * A line about them.
     *
     * @param nodes the endpoints of each node, by its name
     * @return empty if none of them serves JSON-RPC
     */
    public static Optional<String> line(Map<String, Endpoints> nodes) {
        String all = nodes.entrySet().stream()
                .flatMap(node -> node.getValue().jsonRpc().stream().map(url -> node.getKey() + " " + url))
                .collect(Collectors.joining(", "));
        return all.isEmpty() ? Optional.empty() : Optional.of("JSON-RPC: " + all);
    }
}
