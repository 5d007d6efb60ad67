package dev.orrery.engine.plan;

import java.util.Map;

/** Which node is where; reserved by the backend before anything is planned. */
public record Placement(Map<NodeId, NodeAddress> addresses) {
    public Placement {
        addresses = Map.copyOf(addresses);
    }

    /** The address of a node that the network has. */
    public NodeAddress of(NodeId node) {
        return java.util.Objects.requireNonNull(addresses.get(node), node::toString);
    }
}
