package dev.orrery.engine;

import dev.orrery.network.Network;
import dev.orrery.network.NetworkDescription;

/** A network that this process started and owns. Closing it stops the network. Thread-safe. */
public interface RunningNetwork extends AutoCloseable {
    /** The live network. */
    Network network();

    /** What others need in order to attach. */
    NetworkDescription description();

    /** Stops every node and removes what the network left, unless it was asked to be kept. Idempotent. */
    @Override
    void close();
}
