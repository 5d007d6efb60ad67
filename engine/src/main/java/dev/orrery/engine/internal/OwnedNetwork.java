package dev.orrery.engine.internal;

import dev.orrery.engine.RunningNetwork;
import dev.orrery.engine.backend.BackendSession;
import dev.orrery.network.Network;
import dev.orrery.network.NetworkDescription;

/** A network and the session that keeps it running. */
final class OwnedNetwork implements RunningNetwork {
    private final NetworkDescription description;
    private final BackendSession session;
    private final Network network;

    OwnedNetwork(NetworkDescription description, BackendSession session) {
        this.description = description;
        this.session = session;
        this.network = Network.attach(description);
    }

    @Override
    public Network network() {
        return network;
    }

    @Override
    public NetworkDescription description() {
        return description;
    }

    @Override
    public void close() {
        try {
            network.close();
        } finally {
            session.close();
        }
    }
}
