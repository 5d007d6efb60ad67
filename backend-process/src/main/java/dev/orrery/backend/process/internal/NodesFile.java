package dev.orrery.backend.process.internal;

import dev.orrery.engine.plan.NodeId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** {@code nodes.json}: the network's nodes in order, and the processes of those that were started. */
record NodesFile(List<Entry> nodes) {
    /** One node; without a process until it is started. */
    record Entry(NodeId id, Optional<Started> process) {}

    /** A process, told from a later one with the same pid by its start time. */
    record Started(long pid, Instant at) {}

    NodesFile {
        nodes = List.copyOf(nodes);
    }

    List<NodeId> ids() {
        return nodes.stream().map(Entry::id).toList();
    }

    NodesFile with(NodeId node, Optional<Started> process) {
        return new NodesFile(nodes.stream()
                .map(entry -> entry.id().equals(node) ? new Entry(node, process) : entry)
                .toList());
    }
}
