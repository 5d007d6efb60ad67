package dev.orrery.backend.process.internal;

import dev.orrery.engine.plan.CompanionId;
import dev.orrery.engine.plan.NodeId;
import dev.orrery.engine.relayers.RelayerId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** {@code nodes.json}: the network's nodes, relayers and companions in order, and the processes of those that were started. */
record NodesFile(List<Entry> nodes, List<Relayer> relayers, List<Companion> companions) {
    /** One node; without a process until it is started. */
    record Entry(NodeId id, Optional<Started> process) {}

    /** One relayer; without a process until it is started. */
    record Relayer(RelayerId id, Optional<Started> process) {}

    /** One companion; without a process until it is started. */
    record Companion(CompanionId id, Optional<Started> process) {}

    /** A process, told from a later one with the same pid by its start time. */
    record Started(long pid, Instant at) {}

    /** A process that was started, and whose it is. */
    record Owned(String owner, Started process) {}

    static final NodesFile EMPTY = new NodesFile(List.of(), List.of(), List.of());

    NodesFile {
        nodes = List.copyOf(nodes);
        relayers = List.copyOf(relayers);
        companions = List.copyOf(companions);
    }

    List<NodeId> ids() {
        return nodes.stream().map(Entry::id).toList();
    }

    List<RelayerId> relayerIds() {
        return relayers.stream().map(Relayer::id).toList();
    }

    List<CompanionId> companionIds() {
        return companions.stream().map(Companion::id).toList();
    }

    /** Every process that was started. */
    List<Owned> processes() {
        return Stream.of(
                        nodes.stream().flatMap(node -> owned(node.id(), node.process())),
                        relayers.stream().flatMap(relayer -> owned(relayer.id(), relayer.process())),
                        companions.stream().flatMap(companion -> owned(companion.id(), companion.process())))
                .flatMap(Function.identity())
                .toList();
    }

    private static Stream<Owned> owned(Object id, Optional<Started> process) {
        return process.stream().map(started -> new Owned(id.toString(), started));
    }

    NodesFile with(List<NodeId> more) {
        List<Entry> all = new ArrayList<>(nodes);
        more.forEach(node -> all.add(new Entry(node, Optional.empty())));
        return new NodesFile(all, relayers, companions);
    }

    NodesFile with(NodeId node, Optional<Started> process) {
        return new NodesFile(replaced(nodes, Entry::id, node, new Entry(node, process)), relayers, companions);
    }

    /** A relayer that is there already keeps its place. */
    NodesFile with(RelayerId relayer, Optional<Started> process) {
        return new NodesFile(
                nodes, replaced(relayers, Relayer::id, relayer, new Relayer(relayer, process)), companions);
    }

    /** A companion that is there already keeps its place. */
    NodesFile with(CompanionId companion, Optional<Started> process) {
        return new NodesFile(
                nodes, relayers, replaced(companions, Companion::id, companion, new Companion(companion, process)));
    }

    /** The list with this one in the place of that with the same id, or at its end. */
    private static <T, I> List<T> replaced(List<T> list, Function<T, I> idOf, I id, T with) {
        List<T> all = new ArrayList<>(list);
        for (int i = 0; i < all.size(); i++) {
            if (idOf.apply(all.get(i)).equals(id)) {
                all.set(i, with);
                return all;
            }
        }
        all.add(with);
        return all;
    }
}
