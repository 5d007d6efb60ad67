package dev.orrery.backend.kubernetes.internal;

import dev.orrery.backend.kubernetes.internal.cluster.Cluster;
import dev.orrery.backend.kubernetes.internal.cluster.ClusterFile;
import dev.orrery.backend.kubernetes.internal.cluster.Namespaces;
import dev.orrery.backend.kubernetes.internal.objects.Names;
import dev.orrery.backend.process.LocalPart;
import dev.orrery.base.Deadline;
import dev.orrery.base.Failure;
import dev.orrery.base.NetworkStateException;
import dev.orrery.engine.Stage;
import dev.orrery.engine.backend.FoundNetwork;
import dev.orrery.engine.backend.NetworkPlace;
import dev.orrery.engine.plan.CompanionId;
import dev.orrery.engine.plan.NodeId;
import dev.orrery.engine.relayers.RelayerId;
import dev.orrery.network.NetworkDescription;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A network in a cluster, as its folder on this machine tells of it. Its owner forwards the ports and collects the logs, so
 * whoever attaches needs no cluster; only what a dead owner has left there is removed from here.
 */
public final class FoundInCluster implements FoundNetwork {
    private final FoundNetwork local;
    private final NetworkPlace place;

    private FoundInCluster(FoundNetwork local, NetworkPlace place) {
        this.local = local;
        this.place = place;
    }

    /** The network of this folder, if it holds one or the rest of one. */
    public static Optional<FoundNetwork> find(NetworkPlace place) {
        return LocalPart.find(place, Names.BACKEND).map(local -> new FoundInCluster(local, place));
    }

    @Override
    public State state() {
        return local.state();
    }

    @Override
    public Optional<NetworkDescription> description() {
        return local.description();
    }

    @Override
    public List<NodeId> nodes() {
        return local.nodes();
    }

    @Override
    public List<RelayerId> relayers() {
        return local.relayers();
    }

    @Override
    public List<CompanionId> companions() {
        return local.companions();
    }

    @Override
    public void readLog(CompanionId companion, boolean follow, Consumer<String> line) {
        local.readLog(companion, follow, line);
    }

    @Override
    public void readLog(RelayerId relayer, boolean follow, Consumer<String> line) {
        local.readLog(relayer, follow, line);
    }

    @Override
    public void readLog(NodeId node, Stage stage, boolean follow, Consumer<String> line) {
        local.readLog(node, stage, follow, line);
    }

    @Override
    public int exec(NodeId node, List<String> arguments, Optional<InputStream> in, OutputStream out, OutputStream err) {
        ClusterFile there = ClusterFile.read(place)
                .orElseThrow(() -> new NetworkStateException(Failure.doing("running the binary of " + node)
                        .where(place.folder().toString())
                        .seen("the network has no namespace yet")
                        .build()));
        String where =
                there.namespace() + there.context().map(name -> "@" + name).orElse("");
        try (FoundNetwork network = AttachedNetwork.find(where)) {
            return network.exec(node, arguments, in, out, err);
        }
    }

    @Override
    public void stop(Deadline deadline) {
        Optional<ClusterSession> own = ClusterSession.OPEN.of(place.folder());
        if (own.isPresent()) {
            own.get().close();
            return;
        }
        Optional<ClusterFile> there = ClusterFile.read(place);
        if (local.state() == State.CRASHED) {
            // The folder goes last: it alone knows of the namespace.
            there.ifPresent(file -> remove(file, deadline));
            local.stop(deadline);
        } else {
            local.stop(deadline);
            there.ifPresent(file -> remove(file, deadline));
        }
    }

    private static void remove(ClusterFile file, Deadline deadline) {
        try (Cluster cluster = Cluster.connect(file.context())) {
            Namespaces.remove(cluster, file, deadline);
        }
    }
}
