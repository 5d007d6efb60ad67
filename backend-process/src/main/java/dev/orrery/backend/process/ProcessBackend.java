package dev.orrery.backend.process;

import dev.orrery.backend.process.internal.FoundFolder;
import dev.orrery.backend.process.internal.NetworkFolder;
import dev.orrery.backend.process.internal.ProcessSession;
import dev.orrery.engine.backend.Backend;
import dev.orrery.engine.backend.BackendSession;
import dev.orrery.engine.backend.FoundNetwork;
import dev.orrery.engine.backend.NetworkPlace;
import java.util.Optional;

/**
 * Runs networks as processes of this machine. All state of a network is in its folder; if the JVM that owns a network
 * ends, however it ends, so do the network's processes. Made by {@link java.util.ServiceLoader}.
 */
public final class ProcessBackend implements Backend {
    @Override
    public String name() {
        return "process";
    }

    @Override
    public BackendSession open(NetworkPlace place) {
        return ProcessSession.open(new NetworkFolder(place));
    }

    @Override
    public Optional<FoundNetwork> find(NetworkPlace place) {
        return FoundFolder.find(new NetworkFolder(place));
    }
}
