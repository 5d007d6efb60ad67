package dev.orrery.engine.internal;

import dev.orrery.base.Deadline;
import dev.orrery.base.StageException;
import dev.orrery.binaries.Binaries;
import dev.orrery.client.ChainConnection;
import dev.orrery.client.rpc.CometRpc;
import dev.orrery.engine.RunningNetwork;
import dev.orrery.engine.ShareFiles;
import dev.orrery.engine.Stage;
import dev.orrery.engine.UpEvent;
import dev.orrery.engine.UpOptions;
import dev.orrery.engine.backend.Backend;
import dev.orrery.engine.backend.BackendSession;
import dev.orrery.engine.backend.NetworkPlace;
import dev.orrery.engine.backend.RunningNode;
import dev.orrery.engine.plan.ChainLayout;
import dev.orrery.engine.plan.ChainPlan;
import dev.orrery.engine.plan.ChainPlan.NodePlan;
import dev.orrery.engine.plan.ChainPlanner;
import dev.orrery.engine.plan.CompanionId;
import dev.orrery.engine.plan.Layout;
import dev.orrery.engine.plan.LayoutPlanner;
import dev.orrery.engine.plan.NodeId;
import dev.orrery.engine.plan.NodeLayout;
import dev.orrery.engine.plan.Placement;
import dev.orrery.engine.stages.CreateValidator;
import dev.orrery.engine.stages.StageLog;
import dev.orrery.network.Network;
import dev.orrery.network.NetworkDescription;
import dev.orrery.spec.ChainSpec;
import dev.orrery.spec.NetworkSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** One bringing up of one network: binaries, then the plan, then the stages of all nodes side by side. */
public final class NetworkStart {
    private final NetworkSpec spec;
    private final UpOptions options;
    private final Binaries source;
    private final Events events;

    private final Map<String, ChainPlan> plans = new ConcurrentHashMap<>();
    private final Map<NodeId, RunningNode> running = new ConcurrentHashMap<>();
    private final Map<NodeId, CometRpc> connections = new ConcurrentHashMap<>();

    public NetworkStart(NetworkSpec spec, UpOptions options, Binaries source) {
        this.spec = spec;
        this.options = options;
        this.source = source;
        this.events = new Events(options.listener());
    }

    /** Brings the network up; see {@link dev.orrery.engine.Orrery#up}. */
    public RunningNetwork run() {
        // Before any long build: a network that runs already is told at once.
        Backend backend = Backends.named(options.backend());
        NetworkPlace place = new NetworkPlace(spec.name(), options.folder());
        BackendSession session = backend.open(place);
        boolean ready = false;
        @Nullable ProcessRelayers relayers = null;
        @Nullable RunningCompanions companions = null;
        @Nullable OwnService service = null;
        try {
            service =
                    OwnService.begin(options, events, () -> backend.find(place).orElseThrow());
            events.onStage(service::stage);
            if (options.keepFolder()) {
                session.keepFolder();
            }
            ChainBinaries binaries = ChainBinaries.get(
                    spec,
                    source,
                    this::tellStep,
                    chain -> events.tell(at -> new UpEvent.BinaryReady(
                            at, chain.name(), chain.binary().describe())));
            relayers = new ProcessRelayers(session, RelayerBinaries.get(spec, source, this::tellStep));
            companions = RunningCompanions.of(spec, source, this::tellStep, session);
            Layout layout = LayoutPlanner.layout(spec, placement(session), Instant.now());
            Deadline deadline = Deadline.after(options.timeout());
            if (options.shareFiles() == ShareFiles.API) {
                session.shareThrough(service.files(deadline));
            }
            NetworkDescription started = start(session, layout, binaries, relayers, companions, deadline);
            OwnedNetwork network =
                    new OwnedNetwork(service.describe(started), session, running, relayers, companions, service);
            try {
                network.relay();
                FirstValidatorSets.await(network.network(), deadline);
                companions.check();
                network.publish();
                service.ready(network);
                events.tell(at -> new UpEvent.Ready(at, network.description()));
            } catch (RuntimeException e) {
                network.close();
                throw e;
            }
            ready = true;
            return network;
        } finally {
            connections.values().forEach(CometRpc::close);
            if (!ready) {
                if (service != null) {
                    service.close();
                }
                if (relayers != null) {
                    relayers.close();
                }
                if (companions != null) {
                    companions.close();
                }
                session.close();
            }
        }
    }

    private Placement placement(BackendSession session) {
        Placement nodes = session.reserve(LayoutPlanner.nodes(spec));
        Map<CompanionId, List<Integer>> ports = new LinkedHashMap<>();
        LayoutPlanner.companions(spec).forEach((id, count) -> ports.put(id, session.reserve(id, count)));
        return nodes.with(ports);
    }

    private void tellStep(String from, String step, Duration elapsed) {
        events.tell(at -> new UpEvent.BinaryStep(at, from, step, elapsed));
    }

    private NetworkDescription start(
            BackendSession session,
            Layout layout,
            ChainBinaries binaries,
            ProcessRelayers relayers,
            RunningCompanions companions,
            Deadline deadline) {
        List<Runnable> chains = new ArrayList<>();
        for (ChainLayout chain : layout.chains()) {
            chains.add(() -> startChain(session, layout, chain, binaries, companions, deadline));
        }
        AllOrNothing.run(chains);
        Descriptions.Running nodes = Descriptions.running(binaries, running, session, events);
        NetworkDescription chainsOnly = Descriptions.of(layout, options, Map.of(), plans, nodes);
        try (Network network = Network.attach(chainsOnly)) {
            Map<String, PathIds> open = new PathOpening(layout, network, connections, session, events).await(deadline);
            return relayers.start(
                    Descriptions.of(layout, options, open, plans, nodes),
                    relayer -> events.tell(at -> new UpEvent.RelayerReady(at, relayer.path(), relayer.relayer())),
                    deadline);
        }
    }

    private void startChain(
            BackendSession session,
            Layout layout,
            ChainLayout chain,
            ChainBinaries binaries,
            RunningCompanions companions,
            Deadline deadline) {
        NodeLayout first = chain.nodes().getFirst();
        events.stage(first.id(), Stage.INIT_CHAIN, () -> {
            ChainPlan plan = ChainPlanner.plan(layout, chain, binaries.factsOf(chain.name()), binaries.prefixes());
            plans.put(chain.name(), plan);
            session.initChain(plan);
        });
        ChainPlan plan = Objects.requireNonNull(plans.get(chain.name()));
        Quorum quorum = new Quorum(chain);
        List<Runnable> nodes = new ArrayList<>();
        for (NodeLayout node : chain.nodes()) {
            nodes.add(() -> startNode(session, plan, node, binaries, companions, quorum, deadline));
        }
        AllOrNothing.run(nodes);
    }

    private void startNode(
            BackendSession session,
            ChainPlan plan,
            NodeLayout node,
            ChainBinaries binaries,
            RunningCompanions companions,
            Quorum quorum,
            Deadline deadline) {
        NodePlan part = Objects.requireNonNull(plan.nodes().get(node.id().node()));
        events.stage(node.id(), Stage.INIT_NODE, () -> session.initNode(plan, node));
        try {
            companions.startFirst(part);
            events.stage(node.id(), Stage.START, () -> {
                RunningNode process = session.start(
                        plan, node, binaries.binary(node.id().chain()).executable());
                running.put(node.id(), process);
                connections.put(node.id(), Readiness.awaitFirstBlock(node, process, deadline));
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
                                node.id(),
                                Stage.CREATE_VALIDATOR,
                                () -> createValidator(session, plan, node, deadline)));
    }

    private static void createValidator(BackendSession session, ChainPlan plan, NodeLayout node, Deadline deadline) {
        ChainSpec spec = plan.chain().spec();
        ChainConnection own = ChainConnection.to(node.address().rpcUri(), spec.chainId())
                .prefix(plan.prefix())
                .gasPrice(spec.gasPrice(), spec.denom())
                .coinType(spec.coinType())
                .build();
        NodePlan part = Objects.requireNonNull(plan.nodes().get(node.id().node()));
        try (StageLog log = session.log(node.id(), Stage.CREATE_VALIDATOR)) {
            new CreateValidator(node.id(), own, log, deadline)
                    .run(part.creates().orElseThrow(), node.requiredOperator().key());
        }
    }
}
