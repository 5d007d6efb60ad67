package dev.orrery.engine.backend;

import dev.orrery.spec.NetworkSpec;
import java.util.Optional;

/** Carries out the stages of networks: as processes of this machine, or on a cluster. Thread-safe. */
public interface Backend {
    /** How users name it: {@code process}, {@code kubernetes}. */
    String name();

    /**
     * Takes a place for a network that is about to start. What a crash left there is cleared away first.
     *
     * @param spec what is to be started
     * @throws dev.orrery.base.NetworkStateException if a network runs there, or is being started
     * @throws dev.orrery.base.HostException if the place cannot be written
     */
    BackendSession open(NetworkPlace place, NetworkSpec spec);

    /** The network of this backend at this place, if there is one; one whose owner died is found too. */
    Optional<FoundNetwork> find(NetworkPlace place);

    /**
     * A network of this backend that has no folder on this machine.
     *
     * @param where what the backend calls a place: {@code NAMESPACE} or {@code NAMESPACE@CONTEXT} of a cluster
     * @return empty if this backend's networks are found by their folders alone
     * @throws dev.orrery.base.NetworkStateException if there is no network
     */
    default Optional<FoundNetwork> findElsewhere(String where) {
        return Optional.empty();
    }

    /** What writes a network as files for other tools; empty if none would know what to do with them. */
    default Optional<Renderer> renderer(NetworkSpec spec) {
        return Optional.empty();
    }
}
