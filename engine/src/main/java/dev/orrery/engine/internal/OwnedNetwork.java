package dev.orrery.engine.internal;

import dev.orrery.base.CancelledException;
import dev.orrery.engine.RunningNetwork;
import dev.orrery.engine.backend.BackendSession;
import dev.orrery.engine.backend.RunningNode;
import dev.orrery.engine.plan.NodeId;
import dev.orrery.network.Network;
import dev.orrery.network.NetworkDescription;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A network and the session that keeps it running. */
final class OwnedNetwork implements RunningNetwork {
    private static final Duration FOR_GOOD = Duration.ofDays(10_000);
    private static final int LAST_LINES = 10;

    private final BackendSession session;
    private final OwnService service;
    private final OwnedPaths paths;
    private final ProcessRelayers relayers;
    private final RunningCompanions companions;
    private final Map<NodeId, RunningNode> nodes;
    private final Network network;
    private final ExecutorService watches = Executors.newVirtualThreadPerTaskExecutor();

    OwnedNetwork(
            NetworkDescription description,
            BackendSession session,
            Map<NodeId, RunningNode> nodes,
            ProcessRelayers relayers,
            RunningCompanions companions,
            OwnService service) {
        this.session = session;
        this.service = service;
        this.relayers = relayers;
        this.companions = companions;
        this.nodes = Map.copyOf(nodes);
        this.paths = new OwnedPaths(session);
        this.network = Network.owned(description, paths);
    }

    /** Starts the embedded relayers. */
    void relay() {
        paths.start(network);
        relayers.guard(paths::relayer);
    }

    /** Tells others of the network, and of its relayers whenever one has begun or ended. */
    void publish() {
        relayers.onChange(() -> network.change(relayers::describe));
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
        nodes.forEach((id, node) -> watches.execute(() -> watch(id, node, listener)));
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
