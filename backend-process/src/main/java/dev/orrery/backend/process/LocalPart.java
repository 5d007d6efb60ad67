package dev.orrery.backend.process;

import dev.orrery.backend.process.internal.FoundFolder;
import dev.orrery.backend.process.internal.NetworkFolder;
import dev.orrery.backend.process.internal.ProcessSession;
import dev.orrery.engine.backend.BackendSession;
import dev.orrery.engine.backend.FoundNetwork;
import dev.orrery.engine.backend.NetworkPlace;
import java.util.Optional;

/**
 * What stays on this machine of a network whose nodes run elsewhere: its folder with its lock and its logs, ports of the
 * loopback address, and relayers that are processes. For the backend that has the nodes elsewhere.
 */
public final class LocalPart {
    private LocalPart() {}

    /**
     * As {@link ProcessBackend#open(NetworkPlace)}.
     *
     * @param backend the name of the backend that asks
     */
    public static BackendSession open(NetworkPlace place, String backend) {
        return ProcessSession.open(new NetworkFolder(place), backend);
    }

    /** As {@link ProcessBackend#find}, for networks that this backend has opened. */
    public static Optional<FoundNetwork> find(NetworkPlace place, String backend) {
        return FoundFolder.find(new NetworkFolder(place), backend);
    }
}
