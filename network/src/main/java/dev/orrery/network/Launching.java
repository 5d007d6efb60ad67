package dev.orrery.network;

import dev.orrery.base.Deadline;
import dev.orrery.network.NetworkDescription.ChainDescription;
import dev.orrery.network.NetworkDescription.PathDescription;
import java.util.List;

/** What only the process that runs a network can do for consumer chains that are launched while it runs. Thread-safe. */
public interface Launching {
    /**
     * A chain that was launched, and the path to its provider.
     *
     * @param path open, with nothing relaying on it yet
     */
    record Launched(ChainDescription chain, PathDescription path) {}

    /** The consumers of the network file that are not launched yet. */
    List<String> waiting();

    /**
     * Launches one of them on its provider, starts its nodes, and opens the path between the two.
     *
     * @param network as it is without the consumer
     */
    Launched launch(Network network, String consumer, LaunchOptions options, Deadline deadline);

    /**
     * Has the path relayed and, unless the options say otherwise, the consumer told its validators.
     *
     * @param path that of a chain which was launched, on the handles of the network that goes on
     */
    void settle(RelayPath path, LaunchOptions options, Deadline deadline);
}
