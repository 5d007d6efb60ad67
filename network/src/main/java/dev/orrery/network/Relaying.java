package dev.orrery.network;

import dev.orrery.ibc.EmbeddedRelayer;
import dev.orrery.network.NetworkDescription.PathDescription;
import java.util.Optional;

/** What only the process that runs a network can do for its paths. Thread-safe. */
public interface Relaying {
    /** The relayer of a path that runs in this process; empty where others relay on it, or nobody. */
    Optional<EmbeddedRelayer> relayer(String path);

    /**
     * Opens a path by handshakes, and relays on it unless it shall not be.
     *
     * @param name what it is called
     * @param canonical whether it is the first one between its chains
     */
    PathDescription open(String name, Chain a, Chain b, PathOptions options, boolean canonical);

    /** Tells others that the network has changed. */
    void publish(NetworkDescription description);
}
