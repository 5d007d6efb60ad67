package dev.orrery.backend.process;

import dev.orrery.backend.process.internal.FoundFolder;
import dev.orrery.backend.process.internal.NetworkFolder;
import dev.orrery.backend.process.internal.ProcessSession;
import dev.orrery.engine.backend.Backend;
import dev.orrery.engine.backend.BackendSession;
import dev.orrery.engine.backend.FoundNetwork;
import dev.orrery.engine.backend.NetworkPlace;
import dev.orrery.spec.NetworkSpec;
import java.util.Optional;

/**
 * Runs networks as processes of this machine. All state of a network is in its folder; if the JVM that owns a network
 * ends, however it ends, so do the network's processes. Made by {@link java.util.ServiceLoader}.
 */
public final class ProcessBackend implements Backend {
    private static final String NAME = "process";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public BackendSession open(NetworkPlace place, NetworkSpec spec) {
        return open(place);
    }

    /** As {@link #open(NetworkPlace, NetworkSpec)}: nothing that is reserved here depends on the network. */
    public BackendSession open(NetworkPlace place) {
        return ProcessSession.open(new NetworkFolder(place), NAME);
    }

    @Override
    public Optional<FoundNetwork> find(NetworkPlace place) {
        return FoundFolder.find(new NetworkFolder(place), NAME);
    }
}
