package dev.orrery.backend.kubernetes.internal.objects;

import dev.orrery.engine.plan.NodeId;

/**
 * What the endpoints of nodes are called outside.
 *
 * @param template with {@code {chain}}, {@code {node}}, {@code {endpoint}}, {@code {network}} and {@code {namespace}} in it
 */
public record HostNames(String template, String network, String namespace) {
    /** @param endpoint {@code rpc}, {@code grpc} or {@code rest} */
    String of(NodeId node, String endpoint) {
        return template.replace("{chain}", node.chain())
                .replace("{node}", node.node())
                .replace("{endpoint}", endpoint)
                .replace("{network}", network)
                .replace("{namespace}", namespace);
    }
}
