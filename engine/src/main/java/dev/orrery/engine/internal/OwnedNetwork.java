package dev.orrery.engine.internal;

import dev.orrery.base.CancelledException;
import dev.orrery.engine.RunningNetwork;
import dev.orrery.engine.backend.BackendSession;
import dev.orrery.engine.backend.RunningNode;
import dev.orrery.engine.internal.consumers.ConsumerLauncher;
import dev.orrery.engine.internal.paths.OwnedPaths;
import dev.orrery.engine.internal.relayers.ProcessRelayers;
import dev.orrery.engine.internal.start.RunningCompanions;
import dev.orrery.engine.plan.NodeId;
import dev.orrery.network.Network;
import dev.orrery.network.NetworkDescription;
import dev.orrery.network.NetworkOwner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.ReentrantLock;

/** A network and the session that keeps it running. */
final class OwnedNetwork implements RunningNetwork {
    private static final Duration FOR_GOOD = Duration.ofDays(10_000);
    private static final int LAST_LINES = 10;

    private final BackendSession session;
    private final OwnService service;
    private final OwnedPaths paths;
    private final ProcessRelayers relayers;
    private final ReentrantLock watching = new ReentrantLock();
    private final RunningCompanions companions;
    private final Map<NodeId, RunningNode> nodes;
    private final List<NodeExitListener> listeners = new ArrayList<>();
    private final NetworkOwner owner;
    private final Network network;
    private final ExecutorService watches = Executors.newVirtualThreadPerTaskExecutor();

    OwnedNetwork(NetworkDescription description, Making making, ProcessRelayers relayers) {
        this.session = making.session();
        this.service = making.service();
        this.relayers = relayers;
        this.companions = making.companions();
        this.nodes = new HashMap<>(making.running());
        this.paths = new OwnedPaths(session);
        this.owner = new NetworkOwner(description, paths, new ConsumerLauncher(making, paths, this::started));
        this.network = owner.network();
    }

    /** Starts the embedded relayers. */
    void relay() {
        paths.start(network);
        relayers.guard(network.description(), paths::relayer);
    }

    /** Tells others of the network, and of its relayers whenever one has begun or ended. */
    void publish() {
        paths.publishFromNowOn();
        relayers.onChange(() -> owner.change(relayers::describe));
    }

    /** Nodes of a chain that was launched meanwhile. */
    private void started(Map<NodeId, RunningNode> more) {
        watching.lock();
        try {
            nodes.putAll(more);
            listeners.forEach(listener -> watch(more, listener));
        } finally {
            watching.unlock();
        }
    }

    @Override
    public Network network() {
        return network;
    }

    @Override
    public NetworkDescription description() {
        return network.description();
    }

    @Override
    public void onNodeExit(NodeExitListener listener) {
        watching.lock();
        try {
            listeners.add(listener);
            watch(nodes, listener);
        } finally {
            watching.unlock();
        }
    }

    private void watch(Map<NodeId, RunningNode> some, NodeExitListener listener) {
        some.forEach((id, node) -> watches.execute(() -> watch(id, node, listener)));
    }

    private void watch(NodeId id, RunningNode node, NodeExitListener listener) {
        try {
            OptionalInt status = node.awaitExit(FOR_GOOD);
            if (status.isPresent() && !watches.isShutdown()) {
                listener.onExit(id, status.getAsInt(), node.lastLines(LAST_LINES));
            }
        } catch (CancelledException e) {
            // The network is closed: from now on it is no news when a node ends.
        }
    }

    @Override
    public void onRelayer(RelayerListener listener) {
        relayers.listen(listener);
    }

    @Override
    public void onCompanionExit(CompanionExitListener listener) {
        companions.listen(listener);
    }

    @Override
    public void close() {
        watches.shutdownNow();
        companions.close();
        try (session;
                network;
                paths;
                service) {
            relayers.close();
        }
    }
}
