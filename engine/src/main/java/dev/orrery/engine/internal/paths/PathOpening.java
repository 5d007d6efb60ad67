package dev.orrery.engine.internal.paths;

import dev.orrery.base.Deadline;
import dev.orrery.client.rpc.CometRpc;
import dev.orrery.engine.UpEvent;
import dev.orrery.engine.backend.BackendSession;
import dev.orrery.engine.internal.AllOrNothing;
import dev.orrery.engine.internal.Events;
import dev.orrery.engine.internal.start.Readiness;
import dev.orrery.engine.plan.Layout;
import dev.orrery.engine.plan.NodeId;
import dev.orrery.engine.plan.PathEnd;
import dev.orrery.engine.plan.PathLayout;
import dev.orrery.ibc.ChannelEnd;
import dev.orrery.ibc.ChannelRequest;
import dev.orrery.ibc.ClientOptions;
import dev.orrery.ibc.Handshake;
import dev.orrery.ibc.HandshakeV2;
import dev.orrery.ibc.IbcChain;
import dev.orrery.ibc.OpenChannel;
import dev.orrery.ibc.OpenPath;
import dev.orrery.ibc.PathEnds;
import dev.orrery.ibc.ResumedHandshake;
import dev.orrery.ibc.TrustLevel;
import dev.orrery.network.Chain;
import dev.orrery.network.Network;
import dev.orrery.spec.ChannelSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Sees to it that every path of a network whose chains make blocks is open on both sides; all paths at the same time. */
public final class PathOpening {
    private final Layout layout;
    private final Network chains;
    private final Map<NodeId, CometRpc> connections;
    private final BackendSession session;
    private final Events events;
    private final Map<String, PathIds> open = new ConcurrentHashMap<>();

    /**
     * @param chains the chains, without paths
     * @param connections one to each node
     */
    public PathOpening(
            Layout layout, Network chains, Map<NodeId, CometRpc> connections, BackendSession session, Events events) {
        this.layout = layout;
        this.chains = chains;
        this.connections = connections;
        this.session = session;
        this.events = events;
    }

    /** Waits until all are open; gives what each consists of, by its name. */
    public Map<String, PathIds> await(Deadline deadline) {
        List<Runnable> paths = new ArrayList<>();
        for (PathLayout path : layout.paths()) {
            paths.add(() -> {
                PathIds ids = path.atGenesis() ? PathIds.atGenesis(path) : handshake(path, deadline);
                // Of a network that had another owner before, somebody may have closed one since.
                if (!session.takesOver()) {
                    awaitOpen(path.a(), ids.a(), deadline);
                    awaitOpen(path.b(), ids.b(), deadline);
                }
                open.put(path.name(), ids);
                events.tell(at -> new UpEvent.PathOpen(at, path.name()));
            });
        }
        AllOrNothing.run(paths);
        return Map.copyOf(open);
    }

    private PathIds handshake(PathLayout path, Deadline deadline) {
        events.tell(at -> new UpEvent.PathOpening(at, path.name()));
        if (path.isV2()) {
            PathEnds made = HandshakeLog.runV2(
                    session,
                    path.name(),
                    () -> session.takesOver()
                            ? ResumedHandshake.within(deadline)
                                    .openV2(chain(path.a()), chain(path.b()), client(path.a()), client(path.b()))
                            : HandshakeV2.within(deadline)
                                    .open(chain(path.a()), chain(path.b()), client(path.a()), client(path.b())));
            return new PathIds(clientOnly(path, made.a()), clientOnly(path, made.b()));
        }
        List<ChannelRequest> channels = path.spec().channels().stream()
                .map(channel -> new ChannelRequest(
                        channel.portA(), channel.portB(), channel.ordering().label(), channel.version()))
                .toList();
        OpenPath made = HandshakeLog.run(
                session,
                path.name(),
                channels,
                () -> session.takesOver()
                        ? ResumedHandshake.within(deadline)
                                .open(chain(path.a()), chain(path.b()), client(path.a()), client(path.b()), channels)
                        : Handshake.within(deadline)
                                .open(chain(path.a()), chain(path.b()), client(path.a()), client(path.b()), channels));
        return new PathIds(
                ids(path, made.path().a(), made.channels(), OpenChannel::a),
                ids(path, made.path().b(), made.channels(), OpenChannel::b));
    }

    private IbcChain chain(PathEnd end) {
        Chain chain = chains.chain(end.chain());
        return new IbcChain(
                chain.name(), chain.client(), end.relayers().getFirst().key());
    }

    private static ClientOptions client(PathEnd end) {
        return new ClientOptions(Optional.of(end.trustingPeriod()), end.clockDrift(), TrustLevel.ONE_THIRD);
    }

    private static PathEnd.Open ids(
            PathLayout path,
            dev.orrery.ibc.PathEnd end,
            List<OpenChannel> made,
            Function<OpenChannel, ChannelEnd> side) {
        List<PathEnd.OpenChannel> channels = new ArrayList<>();
        for (int i = 0; i < made.size(); i++) {
            ChannelSpec spec = path.spec().channels().get(i);
            ChannelEnd channel = side.apply(made.get(i));
            channels.add(new PathEnd.OpenChannel(spec, channel.port(), channel.id()));
        }
        return new PathEnd.Open(end.clientId(), end.connectionId(), channels);
    }

    private static PathEnd.Open clientOnly(PathLayout path, dev.orrery.ibc.PathEnd end) {
        return new PathEnd.Open(
                end.clientId(),
                "",
                path.spec().channels().stream()
                        .map(channel -> new PathEnd.OpenChannel(channel, channel.portA(), end.clientId()))
                        .toList());
    }

    private void awaitOpen(PathEnd end, PathEnd.Open made, Deadline deadline) {
        CometRpc first = layout.chain(end.chain()).nodes().stream()
                .flatMap(node -> Optional.ofNullable(connections.get(node.id())).stream())
                .findFirst()
                .orElseThrow();
        Readiness.awaitOpen(end, made, first, deadline);
    }
}
