package dev.orrery.backend.kubernetes.internal.inside;

import dev.orrery.backend.kubernetes.internal.Elsewhere;
import dev.orrery.engine.Stage;
import dev.orrery.engine.backend.BackendSession;
import dev.orrery.engine.backend.RunningCompanion;
import dev.orrery.engine.backend.RunningNode;
import dev.orrery.engine.backend.RunningRelayer;
import dev.orrery.engine.backend.UnwatchedNode;
import dev.orrery.engine.plan.ChainPlan;
import dev.orrery.engine.plan.CompanionId;
import dev.orrery.engine.plan.CompanionPlan;
import dev.orrery.engine.plan.NodeAddress;
import dev.orrery.engine.plan.NodeId;
import dev.orrery.engine.plan.NodeLayout;
import dev.orrery.engine.plan.Placement;
import dev.orrery.engine.relayers.RelayerId;
import dev.orrery.engine.relayers.RelayerPlan;
import dev.orrery.engine.stages.StageLog;
import dev.orrery.network.NetworkDescription;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** The hold of an owner in the cluster on its network: it starts nothing, since StatefulSets do, and has no folder. */
public final class OwnerSession implements BackendSession {
    private final Placement placement;
    private final OwnerLog log;
    private final OwnerPort port;
    private final CountDownLatch over = new CountDownLatch(1);

    /** @param port is told what there is to know of the network; the caller's to close */
    OwnerSession(Placement placement, OwnerLog log, OwnerPort port) {
        this.placement = placement;
        this.log = log;
        this.port = port;
    }

    /** Whoever looks after the pod starts it again, and never says so. */
    @Override
    public boolean takesOver() {
        return true;
    }

    @Override
    public Placement reserve(List<NodeId> nodes) {
        return placement;
    }

    /** The placement has them. */
    @Override
    public NodeAddress withJsonRpc(NodeId node, NodeAddress address) {
        return address;
    }

    /** Its pods do, before there is anybody to wait for them. */
    @Override
    public void initChain(ChainPlan plan) {}

    @Override
    public void initNode(ChainPlan plan, NodeLayout node) {}

    @Override
    public RunningNode start(ChainPlan plan, NodeLayout node, Path executable) {
        return new UnwatchedNode(over);
    }

    @Override
    public StageLog log(NodeId node, Stage stage) {
        return log.of(name(node, stage));
    }

    @Override
    public void skip(NodeId node, Stage stage, String reason) {
        try (StageLog stageLog = log(node, stage)) {
            stageLog.line("nothing to do: " + reason);
        }
    }

    @Override
    public StageLog log(RelayerId relayer) {
        return log.of(relayer.toString());
    }

    /** How the log calls the stage of a node. */
    public static String name(NodeId node, Stage stage) {
        return node + " " + stage.label();
    }

    @Override
    public void publish(NetworkDescription description) {
        port.publish(Elsewhere.describe(description));
    }

    @Override
    public Path folder(NodeId node) {
        return Path.of("");
    }

    @Override
    public Path folder(RelayerId relayer) {
        return Path.of("");
    }

    @Override
    public List<Integer> reserve(CompanionId companion, int count) {
        throw others("companions");
    }

    @Override
    public RunningCompanion start(CompanionPlan plan, Path executable) {
        throw others("companions");
    }

    @Override
    public List<Integer> reserve(RelayerId relayer, int count) {
        throw others("relayers that are programs");
    }

    @Override
    public RunningRelayer start(RelayerPlan plan, Path executable) {
        throw others("relayers that are programs");
    }

    private static AssertionError others(String what) {
        return new AssertionError(what + " are pods of their own, which manifests bring up");
    }

    @Override
    public void keepFolder() {}

    @Override
    public void close() {
        over.countDown();
    }
}
