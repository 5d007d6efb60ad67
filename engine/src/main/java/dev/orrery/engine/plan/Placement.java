package dev.orrery.engine.plan;

import java.util.List;
import java.util.Map;

/**
 * Which node is where; reserved by the backend before anything is planned.
 *
 * @param ports the ports of companions, in the order of their names
 */
public record Placement(Map<NodeId, NodeAddress> addresses, Map<CompanionId, List<Integer>> ports) {
    public Placement {
        addresses = Map.copyOf(addresses);
        ports = Map.copyOf(ports);
    }

    /** A placement of nodes without companions. */
    public Placement(Map<NodeId, NodeAddress> addresses) {
        this(addresses, Map.of());
    }

    /** The same nodes with these ports of companions. */
    public Placement with(Map<CompanionId, List<Integer>> companions) {
        return new Placement(addresses, companions);
    }

    /** The ports of a companion; none where none were reserved. */
    public List<Integer> of(CompanionId companion) {
        return ports.getOrDefault(companion, List.of());
    }

    /** The address of a node that the network has. */
    public NodeAddress of(NodeId node) {
        return java.util.Objects.requireNonNull(addresses.get(node), node::toString);
    }
}
