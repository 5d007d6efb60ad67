package dev.orrery.network;

import java.util.function.UnaryOperator;

/** What the process that runs a network holds: the handle for its users, and the say in what is told of the network. */
public final class NetworkOwner {
    private final Network network;

    /**
     * @param relaying what this process does for the paths
     * @param launching what it does for consumer chains that are not launched yet
     */
    public NetworkOwner(NetworkDescription description, Relaying relaying, Launching launching) {
        this.network = Network.owned(description, relaying, launching);
    }

    /** The handle for users; the caller's to close. */
    public Network network() {
        return network;
    }

    /** Changes the description, here and for those who attach from now on. One change at a time. */
    public void change(UnaryOperator<NetworkDescription> change) {
        network.change(change);
    }
}
