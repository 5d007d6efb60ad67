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
}
