package dev.orrery.engine.internal;

import dev.orrery.base.CancelledException;
import dev.orrery.base.Deadline;
import dev.orrery.base.OrreryException;
import dev.orrery.binaries.Binaries;
import dev.orrery.engine.RunningNetwork;
import dev.orrery.engine.UpEvent;
import dev.orrery.engine.UpOptions;
import dev.orrery.engine.backend.Backend;
import dev.orrery.engine.backend.BackendSession;
import dev.orrery.engine.backend.NetworkPlace;
import dev.orrery.engine.backend.RunningNode;
import dev.orrery.engine.plan.ChainLayout;
import dev.orrery.engine.plan.ChainPlan;
import dev.orrery.engine.plan.ChainPlanner;
import dev.orrery.engine.plan.CompanionId;
import dev.orrery.engine.plan.Layout;
import dev.orrery.engine.plan.LayoutPlanner;
import dev.orrery.engine.plan.NodeId;
import dev.orrery.engine.plan.Placement;
import dev.orrery.network.LaunchOptions;
import dev.orrery.network.Network;
import dev.orrery.network.NetworkDescription;
import dev.orrery.spec.ConsumerSpec;
import dev.orrery.spec.NetworkSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
        BackendSession session = backend.open(place, spec);
        boolean ready = false;
        @Nullable ProcessRelayers relayers = null;
        @Nullable RunningCompanions companions = null;
        @Nullable OwnService service = null;
        @Nullable OwnedNetwork network = null;
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
            Making making = new Making(layout, options, binaries, session, service, events, running, companions);
            making.shareFiles(deadline);
            session.prepare(layout, binaries.facts(), deadline);
            NetworkDescription started = start(session, layout, binaries, relayers, companions, deadline);
            network = new OwnedNetwork(service.describe(started), making, relayers);
            network.relay();
            FirstValidatorSets.await(network.network(), deadline);
            launch(network.network(), deadline);
            companions.check();
            network.publish();
            service.ready(network);
            NetworkDescription description = network.description();
            events.tell(at -> new UpEvent.Ready(at, description));
            ready = true;
            return network;
        } catch (CancelledException e) {
            throw e;
        } catch (OrreryException e) {
            // To remove what was made may take a while, on a cluster for one.
            events.tell(at -> new UpEvent.Failing(at, e.failure().headline()));
            throw e;
        } finally {
            if (!ready) {
                if (network != null) {
                    network.close();
                }
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
        Placement nodes =
                session.reserve(LayoutPlanner.nodes(spec)).with(LayoutPlanner.jsonRpcNodes(spec), session::withJsonRpc);
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
        try (ChainStart starting = new ChainStart(session, events, running, companions)) {
            List<Runnable> chains = new ArrayList<>();
            for (ChainLayout chain : layout.chains()) {
                if (!chain.spec().isLaunched()) {
                    chains.add(() -> startChain(starting, layout, chain, binaries, deadline));
                }
            }
            AllOrNothing.run(chains);
            Descriptions.Running nodes = Descriptions.running(binaries, running, session, events);
            NetworkDescription chainsOnly = Descriptions.of(layout, options, Map.of(), plans, nodes);
            try (Network network = Network.attach(chainsOnly)) {
                Map<String, PathIds> open =
                        new PathOpening(layout, network, starting.connections(), session, events).await(deadline);
                return relayers.start(
                        Descriptions.of(layout, options, open, plans, nodes),
                        relayer -> events.tell(at -> new UpEvent.RelayerReady(at, relayer.path(), relayer.relayer())),
                        deadline);
            }
        }
    }

    private void startChain(
            ChainStart starting, Layout layout, ChainLayout chain, ChainBinaries binaries, Deadline deadline) {
        ChainPlan plan = starting.start(
                chain.nodes().getFirst().id(),
                () -> ChainPlanner.plan(layout, chain, binaries.factsOf(chain.name()), binaries.prefixes()),
                binaries.binary(chain.name()).executable(),
                deadline);
        plans.put(chain.name(), plan);
    }

    /** The consumer chains that the file has launched as a part of the start, one after the other. */
    private void launch(Network network, Deadline deadline) {
        spec.chains().stream()
                .filter(chain -> chain.consumer()
                        .filter(it -> it.launch() == ConsumerSpec.Launch.TRANSACTIONS)
                        .isPresent())
                .forEach(chain -> network.launchConsumer(
                        chain.name(), LaunchOptions.standard().within(deadline.remaining())));
    }
}
