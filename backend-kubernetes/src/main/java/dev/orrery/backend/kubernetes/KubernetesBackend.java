package dev.orrery.backend.kubernetes;

import dev.orrery.backend.kubernetes.internal.AttachedNetwork;
import dev.orrery.backend.kubernetes.internal.ClusterSession;
import dev.orrery.backend.kubernetes.internal.FoundInCluster;
import dev.orrery.backend.kubernetes.internal.Manifests;
import dev.orrery.engine.backend.Backend;
import dev.orrery.engine.backend.BackendSession;
import dev.orrery.engine.backend.FoundNetwork;
import dev.orrery.engine.backend.NetworkPlace;
import dev.orrery.engine.backend.Renderer;
import dev.orrery.spec.NetworkSpec;
import java.util.Optional;

/**
 * Runs the nodes of networks as pods of a Kubernetes cluster, each network in a namespace of its own. What starts a network
 * owns it as on one machine: it forwards ports to the nodes, runs the relayers, collects the logs of all stages in the
 * network's folder, and removes the namespace at the end. Made by {@link java.util.ServiceLoader}.
 */
public final class KubernetesBackend implements Backend {
    /** How users name it. */
    public static final String NAME = "kubernetes";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public BackendSession open(NetworkPlace place, NetworkSpec spec) {
        return ClusterSession.open(place, spec);
    }

    @Override
    public Optional<FoundNetwork> find(NetworkPlace place) {
        return FoundInCluster.find(place);
    }

    @Override
    public Optional<FoundNetwork> findElsewhere(String where) {
        return Optional.of(AttachedNetwork.find(where));
    }

    @Override
    public Optional<Renderer> renderer(NetworkSpec spec) {
        return Optional.of(new Manifests(spec));
    }
}
