package dev.orrery.engine.backend;

import dev.orrery.base.Deadline;
import dev.orrery.binaries.Binary;
import dev.orrery.binaries.BinaryFacts;
import dev.orrery.engine.plan.ChainPlan;
import dev.orrery.engine.plan.CompanionId;
import dev.orrery.engine.plan.CompanionPlan;
import dev.orrery.engine.plan.Layout;
import dev.orrery.engine.plan.NodeAddress;
import dev.orrery.engine.plan.NodeId;
import dev.orrery.engine.plan.NodeLayout;
import dev.orrery.engine.plan.Placement;
import dev.orrery.engine.relayers.RelayerId;
import dev.orrery.engine.relayers.RelayerPlan;
import dev.orrery.engine.stages.SharedFiles;
import dev.orrery.engine.stages.StageLog;
import dev.orrery.network.NetworkDescription;
import dev.orrery.network.NetworkDescription.Endpoints;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The owner's hold on one network, from before it is planned until it is gone. Stages of different nodes may be run from
 * different threads at the same time.
 */
public interface BackendSession extends AutoCloseable {
    /** Reserves an address for every node; nobody else gets them while the session is open. */
    Placement reserve(List<NodeId> nodes);

    /**
     * Reserves ports for Ethereum's clients, for a node that has its address already.
     *
     * @return that address, with these ports
     */
    NodeAddress withJsonRpc(NodeId node, NodeAddress address);

    /**
     * Says what all chains have in common, once, before the first stage of any of them.
     *
     * @param facts what each chain's binary says of itself, by chain name; a genesis of the user's own is in there already
     * @param deadline for the network to get ready
     */
    default void prepare(Layout layout, Map<String, BinaryFacts> facts, Deadline deadline) {}

    /**
     * Says what the companions' programs are, once, before {@link #prepare}: for backends that do not start them from this
     * machine.
     *
     * @param programs by chain and name: {@code hub/oracle}
     */
    default void companions(Map<String, Binary> programs) {}

    /**
     * Has the nodes share genesis and keys there, rather than in the backend's own way; told before the first stage, if at
     * all. By itself it does nothing: for backends whose own way is the API service.
     *
     * @param files the shared files of a node's chain, as that node may read and write them
     */
    default void shareThrough(Function<NodeId, SharedFiles> files) {}

    /**
     * Whether the network may be further than its stages tell, since it had another owner before: validators that were made,
     * paths that were opened and consumers that were launched are then looked for on the chains, and not made again.
     */
    default boolean takesOver() {
        return false;
    }

    /** Runs {@code init-chain} for a chain, on its first node; the other nodes' logs of the stage say where it ran. */
    void initChain(ChainPlan plan);

    /** Runs {@code init-node} for one node; its chain's {@code init-chain} is done. */
    void initNode(ChainPlan plan, NodeLayout node);

    /**
     * Runs {@code start}: returns once the node's process is there, without waiting for it to be of use.
     *
     * @param executable the chain's binary
     * @throws dev.orrery.base.HostException if somebody has taken one of its ports meanwhile, or no process can be had
     */
    RunningNode start(ChainPlan plan, NodeLayout node, Path executable);

    /**
     * Reserves ports of a companion, which nobody else gets while the session is open; from now on its log is known.
     *
     * @param count how many; may be 0
     */
    List<Integer> reserve(CompanionId companion, int count);

    /**
     * Sets a companion up and starts it beside its node, whose home is there: returns once its process is there.
     *
     * @param executable its program
     * @throws dev.orrery.base.HostException if somebody has taken one of its ports meanwhile, or no process can be had
     */
    RunningCompanion start(CompanionPlan plan, Path executable);

    /** The log of a stage that this process itself carries out for a node, which goes on at its end; the caller's to close. */
    StageLog log(NodeId node, dev.orrery.engine.Stage stage);

    /** Records that a stage had nothing to do, and why, in its log. */
    void skip(NodeId node, dev.orrery.engine.Stage stage, String reason);

    /** The folder of a node, absolute, for descriptions; its home is {@code home} in there. */
    Path folder(NodeId node);

    /**
     * A file of a node's home as it is now.
     *
     * @param path relative to the home: {@code config/config.toml}
     * @return its content; empty if it is not there, or this backend cannot read the homes of its nodes
     */
    default Optional<byte[]> read(NodeId node, String path) {
        return Optional.empty();
    }

    /** Makes the network known to others as ready: from now on {@link Backend#find} returns this description. */
    void publish(NetworkDescription description);

    /**
     * Reserves ports of the loopback address for a relayer; nobody else gets them while the session is open.
     *
     * @param count how many
     */
    List<Integer> reserve(RelayerId relayer, int count);

    /**
     * Where a relayer reaches a node: where users do, but for relayers that the backend runs beside the nodes.
     *
     * @param relayer the relayer's kind: {@code hermes}
     * @param users the endpoints for users
     */
    default Endpoints endpoints(String relayer, NodeId node, Endpoints users) {
        return users;
    }

    /**
     * Sets a relayer up and starts it: returns once its process is there, without waiting for it to be of use. A relayer that
     * has ended may be started again.
     *
     * @param executable the relayer's program
     * @throws dev.orrery.base.StageException if a command of its setup fails
     * @throws dev.orrery.base.HostException if somebody has taken one of its ports meanwhile, or no process can be had
     */
    RunningRelayer start(RelayerPlan plan, Path executable);

    /**
     * The log of a relayer that runs in this process, or of the handshakes of a path, which goes on at its end; the
     * caller's to close. From now on {@link FoundNetwork#relayers} has it.
     */
    StageLog log(RelayerId relayer);

    /** The folder of a relayer, absolute, for descriptions; its home is {@code home} in there. */
    Path folder(RelayerId relayer);

    /**
     * Stops every relayer and every node, gracefully at first and then not, and removes all that the session made, unless it was asked to
     * keep it. Idempotent; also cleans up after a start that failed half-way.
     */
    @Override
    void close();

    /** Asks {@link #close} to leave the network's folder (homes and logs) where it is. */
    void keepFolder();
}
