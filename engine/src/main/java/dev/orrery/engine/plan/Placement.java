package dev.orrery.engine.plan;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * Which node is where; reserved by the backend before anything is planned.
 *
 * @param ports the ports of companions, in the order of their names
 */
public record Placement(Map<NodeId, NodeAddress> addresses, Map<CompanionId, List<Integer>> ports) {
    /** How many ports a node listens on. */
    public static final int PORTS_OF_A_NODE = 5;

    public Placement {
        addresses = Map.copyOf(addresses);
        ports = Map.copyOf(ports);
    }

    /** A placement of nodes without companions. */
    public Placement(Map<NodeId, NodeAddress> addresses) {
        this(addresses, Map.of());
    }

    /**
     * Consecutive ports on the loopback address, for a plan that is only looked at: nobody has reserved them.
     *
     * @param firstPort of the first node
     */
    public static Placement onLoopback(List<NodeId> nodes, int firstPort) {
        Map<NodeId, NodeAddress> addresses = new HashMap<>();
        int port = firstPort;
        for (NodeId node : nodes) {
            addresses.put(
                    node, new NodeAddress("127.0.0.1", "127.0.0.1", port, port + 1, port + 2, port + 3, port + 4));
            port += PORTS_OF_A_NODE;
        }
        return new Placement(addresses);
    }

    /** The same nodes with these ports of companions. */
    public Placement with(Map<CompanionId, List<Integer>> companions) {
        return new Placement(addresses, companions);
    }

    /** The same with other addresses of some of its nodes. */
    public Placement with(Collection<NodeId> nodes, BiFunction<NodeId, NodeAddress, NodeAddress> other) {
        Map<NodeId, NodeAddress> all = new HashMap<>(addresses);
        nodes.forEach(node -> all.computeIfPresent(node, other));
        return new Placement(all, ports);
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
