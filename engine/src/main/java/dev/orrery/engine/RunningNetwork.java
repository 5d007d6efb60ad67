package dev.orrery.engine;

import dev.orrery.engine.plan.NodeId;
import dev.orrery.network.Network;
import dev.orrery.network.NetworkDescription;
import java.util.List;

/** A network that this process started and owns. Closing it stops the network. Thread-safe. */
public interface RunningNetwork extends AutoCloseable {
    /** The live network. */
    Network network();

    /** What others need in order to attach. */
    NetworkDescription description();

    /**
     * Has a listener told of every node that ends by itself from now on, or has ended already, until the network is closed.
     * It is called on a thread of its own for each node.
     */
    void onNodeExit(NodeExitListener listener);

    /** Stops every node and removes what the network left, unless it was asked to be kept. Idempotent. */
    @Override
    void close();

    /** Hears of nodes that end by themselves. */
    interface NodeExitListener {
        /**
         * A node has ended.
         *
         * @param status its exit status; 128 + n when signal n ended it
         * @param lastLines the last lines of its log, oldest first
         */
        void onExit(NodeId node, int status, List<String> lastLines);
    }
}
