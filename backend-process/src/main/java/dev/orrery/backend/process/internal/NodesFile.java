package dev.orrery.backend.process.internal;

import dev.orrery.engine.plan.NodeId;
import dev.orrery.engine.relayers.RelayerId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code nodes.json}: the network's nodes and relayers in order, and the processes of those that were started. */
record NodesFile(List<Entry> nodes, List<Relayer> relayers) {
    /** One node; without a process until it is started. */
    record Entry(NodeId id, Optional<Started> process) {}

    /** One relayer; without a process until it is started. */
    record Relayer(RelayerId id, Optional<Started> process) {}

    /** A process, told from a later one with the same pid by its start time. */
    record Started(long pid, Instant at) {}

    /** A process that was started, and whose it is. */
    record Owned(String owner, Started process) {}

    static final NodesFile EMPTY = new NodesFile(List.of(), List.of());

    NodesFile {
        nodes = List.copyOf(nodes);
        relayers = List.copyOf(relayers);
    }

    List<NodeId> ids() {
        return nodes.stream().map(Entry::id).toList();
    }

    List<RelayerId> relayerIds() {
        return relayers.stream().map(Relayer::id).toList();
    }

    /** Every process that was started. */
    List<Owned> processes() {
        return Stream.concat(
                        nodes.stream()
                                .flatMap(node -> node.process().stream()
                                        .map(process -> new Owned(node.id().toString(), process))),
                        relayers.stream()
                                .flatMap(relayer -> relayer.process().stream()
                                        .map(process -> new Owned(relayer.id().toString(), process))))
                .toList();
    }

    NodesFile with(List<NodeId> more) {
        List<Entry> all = new ArrayList<>(nodes);
        more.forEach(node -> all.add(new Entry(node, Optional.empty())));
        return new NodesFile(all, relayers);
    }

    NodesFile with(NodeId node, Optional<Started> process) {
        return new NodesFile(
                nodes.stream()
                        .map(entry -> entry.id().equals(node) ? new Entry(node, process) : entry)
                        .toList(),
                relayers);
    }

    /** A relayer that is there already keeps its place. */
    NodesFile with(RelayerId relayer, Optional<Started> process) {
        if (!relayerIds().contains(relayer)) {
            List<Relayer> all = new ArrayList<>(relayers);
            all.add(new Relayer(relayer, process));
            return new NodesFile(nodes, all);
        }
        return new NodesFile(
                nodes,
                relayers.stream()
                        .map(entry -> entry.id().equals(relayer) ? new Relayer(relayer, process) : entry)
                        .toList());
    }
}
