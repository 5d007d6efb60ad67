package dev.orrery.engine.backend;

import dev.orrery.base.Deadline;
import dev.orrery.base.Failure;
import dev.orrery.base.NetworkStateException;
import dev.orrery.engine.Stage;
import dev.orrery.engine.plan.CompanionId;
import dev.orrery.engine.plan.NodeId;
import dev.orrery.engine.relayers.RelayerId;
import dev.orrery.network.NetworkDescription;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A network that somebody started, seen from any process. */
public interface FoundNetwork extends AutoCloseable {
    /** How it is with the network as a whole. */
    enum State {
        /** Its owner is bringing it up. */
        STARTING,
        /** It is ready. */
        RUNNING,
        /** Its owner is gone and its nodes with it; only its folder is left, after a crash or because it was to be kept. */
        CRASHED
    }

    State state();

    /** What attaching needs; there from the moment that the network is ready. */
    Optional<NetworkDescription> description();

    /** The nodes that have logs, in order. */
    List<NodeId> nodes();

    /** The relayers that have logs, in the order of their starts. */
    List<RelayerId> relayers();

    /** The companions that have logs, in the order of the file. */
    List<CompanionId> companions();

    /**
     * Reads a companion's log, line by line: its command, and all that it printed since.
     *
     * @param follow whether to go on with new lines, as they come, until the network stops or the thread is interrupted
     * @throws dev.orrery.base.NetworkStateException if there is no such companion, or it has not been started (and
     *     {@code follow} is off)
     */
    void readLog(CompanionId companion, boolean follow, Consumer<String> line);

    /**
     * Reads a relayer's log, line by line: how it was set up, and all that it printed since.
     *
     * @param follow whether to go on with new lines, as they come, until the network stops or the thread is interrupted
     * @throws dev.orrery.base.NetworkStateException if there is no such relayer
     */
    void readLog(RelayerId relayer, boolean follow, Consumer<String> line);

    /**
     * Reads one stage's log, line by line.
     *
     * @param follow whether to go on with new lines, as they come, until the network stops or the thread is interrupted
     * @throws dev.orrery.base.NetworkStateException if there is no such node or its stage has not begun (and {@code follow} is off)
     */
    void readLog(NodeId node, Stage stage, boolean follow, Consumer<String> line);

    /**
     * Stops the network, whoever owns it, and waits until nothing of it is left; after a crash, removes what is left.
     *
     * @throws dev.orrery.base.DeadlineExceededException if its owner has not stopped it in time
     */
    void stop(Deadline deadline);

    /**
     * Runs the binary of a node's chain with that node's home, beside the node, and returns its exit status.
     *
     * @param arguments {@code --home} is added, unless it is there
     * @param in what it reads; empty: nothing
     * @throws dev.orrery.base.NetworkStateException if there is no such node, or its home is not there yet
     */
    default int exec(
            NodeId node, List<String> arguments, Optional<InputStream> in, OutputStream out, OutputStream err) {
        throw new NetworkStateException(Failure.doing("running the binary of " + node)
                .expected("the network itself, by its file or its namespace")
                .seen("its API service, which runs nothing")
                .build());
    }

    /**
     * Lets go of what {@link #description} needs to be of use: ports that lead to nodes elsewhere, for as long as this process wants
     * them. The network stays as it is.
     */
    @Override
    default void close() {}
}
