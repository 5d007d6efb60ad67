package dev.orrery.engine.internal;

import dev.orrery.base.Deadline;
import dev.orrery.base.Failure;
import dev.orrery.base.InvalidInputException;
import dev.orrery.client.rpc.CometRpc;
import dev.orrery.engine.UpEvent;
import dev.orrery.engine.plan.Layout;
import dev.orrery.engine.plan.NodeId;
import dev.orrery.engine.plan.PathEnd;
import dev.orrery.engine.plan.PathLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** Sees to it that every path of a network whose chains make blocks is open on both sides; all paths at the same time. */
final class PathOpening {
    private final Layout layout;
    private final Map<NodeId, CometRpc> connections;
    private final Events events;
    private final Map<String, OpenPath> open = new ConcurrentHashMap<>();

    /** @param connections one to each node */
    PathOpening(Layout layout, Map<NodeId, CometRpc> connections, Events events) {
        this.layout = layout;
        this.connections = connections;
        this.events = events;
    }

    /** Waits until all are open; gives what each consists of, by its name. */
    Map<String, OpenPath> await(Deadline deadline) {
        List<Runnable> paths = new ArrayList<>();
        for (PathLayout path : layout.paths()) {
            paths.add(() -> {
                OpenPath made = path.atGenesis() ? OpenPath.atGenesis(path) : handshake(path);
                awaitOpen(path.a(), made.a(), deadline);
                awaitOpen(path.b(), made.b(), deadline);
                open.put(path.name(), made);
                events.tell(at -> new UpEvent.PathOpen(at, path.name()));
            });
        }
        AllOrNothing.run(paths);
        return Map.copyOf(open);
    }

    private static OpenPath handshake(PathLayout path) {
        throw new InvalidInputException(Failure.doing("opening the path " + path.name())
                .expected("open: genesis")
                .seen("open: handshake, which this version cannot do yet")
                .build());
    }

    private void awaitOpen(PathEnd end, PathEnd.Open made, Deadline deadline) {
        NodeId first = layout.chain(end.chain()).nodes().getFirst().id();
        Readiness.awaitOpen(end, made, Objects.requireNonNull(connections.get(first)), deadline);
    }
}
