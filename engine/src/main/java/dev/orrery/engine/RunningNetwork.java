package dev.orrery.engine;

import dev.orrery.base.OrreryException;
import dev.orrery.engine.plan.CompanionId;
import dev.orrery.engine.plan.NodeId;
import dev.orrery.engine.relayers.RelayerId;
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

    /** Has a listener told of what becomes of relayers that run as processes, until the network is closed. */
    void onRelayer(RelayerListener listener);

    /**
     * Has a listener told of every companion that ends by itself from now on, or has ended already, until the network is
     * closed; also of those that are stopped since their node has ended. It is called on a thread of its own for each.
     */
    void onCompanionExit(CompanionExitListener listener);

    /** Stops every relayer and every node and removes what the network left, unless it was asked to be kept. Idempotent. */
    @Override
    void close();

    /** Hears of relayers that run as processes. It is called on a thread of its own for each path. */
    interface RelayerListener {
        /**
         * A relayer has ended by itself.
         *
         * @param status its exit status; 128 + n when signal n ended it
         * @param lastLines the last lines of its log, oldest first
         */
        void onExit(RelayerId relayer, int status, List<String> lastLines);

        /** A backup relays from now on, since the other relayers of its path have ended. */
        void onTakeOver(RelayerId backup);

        /** A backup could not be started; the next one is tried, if there is one. */
        void onFailure(RelayerId backup, OrreryException failure);
    }

    /** Hears of companions that have ended. */
    interface CompanionExitListener {
        /**
         * A companion has ended.
         *
         * @param status its exit status; 0 where it has done its work, 128 + n when signal n ended it
         * @param lastLines the last lines of its log, oldest first
         */
        void onExit(CompanionId companion, int status, List<String> lastLines);
    }

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
