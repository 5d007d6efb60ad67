package dev.orrery.engine.internal.start;

import dev.orrery.base.Deadline;
import dev.orrery.base.StageException;
import dev.orrery.client.ChainConnection;
import dev.orrery.client.rpc.CometRpc;
import dev.orrery.client.tx.MsgCreateValidator;
import dev.orrery.engine.Stage;
import dev.orrery.engine.UpEvent;
import dev.orrery.engine.backend.BackendSession;
import dev.orrery.engine.backend.RunningNode;
import dev.orrery.engine.internal.AllOrNothing;
import dev.orrery.engine.internal.Events;
import dev.orrery.engine.plan.ChainPlan;
import dev.orrery.engine.plan.ChainPlan.NodePlan;
import dev.orrery.engine.plan.NodeId;
import dev.orrery.engine.plan.NodeLayout;
import dev.orrery.engine.stages.CreateValidator;
import dev.orrery.engine.stages.StageLog;
import dev.orrery.spec.ChainSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Takes the nodes of a chain through their stages, side by side. */
public final class ChainStart implements AutoCloseable {
    private final BackendSession session;
    private final Events events;
    private final Map<NodeId, RunningNode> running;
    private final RunningCompanions companions;
    private final Map<NodeId, CometRpc> connections = new ConcurrentHashMap<>();

    /** @param running has every node that was started, also of a start that fails */
    public ChainStart(
            BackendSession session, Events events, Map<NodeId, RunningNode> running, RunningCompanions companions) {
        this.session = session;
        this.events = events;
        this.running = running;
        this.companions = companions;
    }

    /** A connection to each node that has a block. */
    public Map<NodeId, CometRpc> connections() {
        return connections;
    }

    /**
     * Starts a chain, and returns when it makes blocks and all its validators sign them.
     *
     * @param first the node that runs {@code init-chain}
     * @param planning plans the chain, as a part of that stage
     * @param executable the chain's binary
     */
    public ChainPlan start(NodeId first, Supplier<ChainPlan> planning, Path executable, Deadline deadline) {
        List<ChainPlan> plans = new ArrayList<>();
        events.stage(first, Stage.INIT_CHAIN, () -> {
            ChainPlan plan = planning.get();
            session.initChain(plan);
            plans.add(plan);
        });
        ChainPlan plan = plans.getFirst();
        Quorum quorum = new Quorum(plan.chain());
        try (Stragglers stragglers = new Stragglers(quorum)) {
            List<Runnable> nodes = new ArrayList<>();
            for (NodeLayout node : plan.chain().nodes()) {
                nodes.add(() -> startNode(plan, node, executable, quorum, stragglers, deadline));
            }
            AllOrNothing.run(nodes);
        }
        return plan;
    }

    private void startNode(
            ChainPlan plan, NodeLayout node, Path executable, Quorum quorum, Stragglers stragglers, Deadline deadline) {
        NodePlan part = Objects.requireNonNull(plan.nodes().get(node.id().node()));
        events.stage(node.id(), Stage.INIT_NODE, () -> session.initNode(plan, node));
        try {
            companions.startFirst(part);
            events.stage(node.id(), Stage.START, () -> {
                RunningNode process = session.start(plan, node, executable);
                running.put(node.id(), process);
                connections.put(
                        node.id(),
                        stragglers.await(
                                node,
                                answers -> firstBlock(plan, node, process, answers, deadline),
                                late -> Readiness.behind(node, process, late)));
                UsedConfig.check(node.id(), part, session, events);
                companions.startRest(part, node.id(), process);
            });
        } catch (StageException e) {
            quorum.lost(node, e);
            String reason = e.failure().seen().orElse(e.failure().doing());
            events.tell(
                    at -> new UpEvent.NodeDown(at, node.id().chain(), node.id().node(), reason));
            return;
        }
        CreateValidator.needless(node)
                .ifPresentOrElse(
                        why -> session.skip(node.id(), Stage.CREATE_VALIDATOR, why),
                        () -> events.stage(
                                node.id(), Stage.CREATE_VALIDATOR, () -> createValidator(plan, node, deadline)));
    }

    private static CometRpc firstBlock(
            ChainPlan plan, NodeLayout node, RunningNode process, Runnable answers, Deadline deadline) {
        try {
            return Readiness.awaitFirstBlock(node, process, answers, deadline);
        } catch (StageException e) {
            throw GenesisRejection.explain(e, plan, process);
        }
    }

    private void createValidator(ChainPlan plan, NodeLayout node, Deadline deadline) {
        ChainSpec spec = plan.chain().spec();
        ChainConnection own = ChainConnection.to(node.address().rpcUri(), spec.chainId())
                .prefix(plan.prefix())
                .gasPrice(spec.gasPrice(), spec.denom())
                .coinType(spec.coinType())
                .build();
        NodePlan part = Objects.requireNonNull(plan.nodes().get(node.id().node()));
        try (StageLog log = session.log(node.id(), Stage.CREATE_VALIDATOR)) {
            CreateValidator stage = new CreateValidator(node.id(), own, log, deadline);
            MsgCreateValidator message = part.creates().orElseThrow();
            if (session.takesOver()) {
                stage.runOnce(message, node.requiredOperator().key());
            } else {
                stage.run(message, node.requiredOperator().key());
            }
        }
    }

    @Override
    public void close() {
        connections.values().forEach(CometRpc::close);
    }
}
