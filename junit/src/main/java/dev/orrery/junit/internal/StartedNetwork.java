package dev.orrery.junit.internal;

import dev.orrery.engine.RunningNetwork;
import dev.orrery.network.Network;
import java.nio.file.Path;

/**
 * A network that this test run started.
 *
 * @param folder where its state is
 */
record StartedNetwork(RunningNetwork running, Path folder) implements AutoCloseable {
    Network network() {
        return running.network();
    }

    @Override
    public void close() {
        running.close();
    }
}
