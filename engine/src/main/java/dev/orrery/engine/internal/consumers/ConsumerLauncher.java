package dev.orrery.engine.internal.consumers;

import dev.orrery.base.Deadline;
import dev.orrery.engine.UpEvent;
import dev.orrery.engine.backend.RunningNode;
import dev.orrery.engine.internal.Descriptions;
import dev.orrery.engine.internal.Making;
import dev.orrery.engine.internal.binaries.ChainBinaries;
import dev.orrery.engine.internal.paths.OwnedPaths;
import dev.orrery.engine.internal.start.ChainStart;
import dev.orrery.engine.plan.ChainLayout;
import dev.orrery.engine.plan.ChainPlan;
import dev.orrery.engine.plan.LaunchPlanner;
import dev.orrery.engine.plan.NodeId;
import dev.orrery.engine.relayers.RelayerId;
import dev.orrery.engine.stages.StageLog;
import dev.orrery.network.Chain;
import dev.orrery.network.LaunchOptions;
import dev.orrery.network.Launching;
import dev.orrery.network.Network;
import dev.orrery.network.NetworkDescription.ChainDescription;
import dev.orrery.network.NetworkDescription.ChannelDescription;
import dev.orrery.network.NetworkDescription.PathDescription;
import dev.orrery.network.RelayPath;
import dev.orrery.spec.ChainSpec;
import dev.orrery.spec.ConsumerSpec;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** Launches consumer chains on their running providers, in the process that owns the network. Thread-safe. */
public final class ConsumerLauncher implements Launching {
    /** The log of a launch stands among those of the path that it opens. */
    private static final String LOG = "launch";

    private final Making making;
    private final OwnedPaths paths;
    private final Consumer<Map<NodeId, RunningNode>> onStarted;
    private final Map<String, ProviderSide> launched = new ConcurrentHashMap<>();

    /** @param onStarted hears of the nodes of each chain that was launched */
    public ConsumerLauncher(Making making, OwnedPaths paths, Consumer<Map<NodeId, RunningNode>> onStarted) {
        this.making = making;
        this.paths = paths;
        this.onStarted = onStarted;
    }

    @Override
    public List<String> waiting() {
        return making.layout().chains().stream()
                .map(ChainLayout::spec)
                .filter(chain -> chain.isLaunched() && !launched.containsKey(chain.name()))
                .map(ChainSpec::name)
                .toList();
    }

    @Override
    public Launched launch(Network network, String consumer, LaunchOptions options, Deadline deadline) {
        ChainLayout layout = making.layout().chain(consumer);
        Chain provider = network.chain(layout.spec().consumer().orElseThrow().provider());
        String path = LaunchPlanner.path(layout.spec());
        try (StageLog log = making.session().log(new RelayerId(path, LOG))) {
            ProviderSide side = new ProviderSide(
                    provider,
                    layout,
                    making.layout().chain(provider.name()).spec().powerReduction(),
                    step -> tell(log, consumer, step),
                    deadline);
            String id = options.consumerId().orElseGet(() -> register(side, options));
            String client = side.awaitLaunched(id);
            ChainDescription chain = start(layout, side.genesis(id), deadline);
            launched.put(consumer, side);
            tell(log, consumer, "making blocks");
            try (Network both = Network.attach(network.description().with(chain))) {
                PathDescription opened = new LaunchedPath(making.session(), path, LaunchPlanner.relayer(layout.spec()))
                        .open(both.chain(provider.name()), client, both.chain(consumer), deadline);
                tell(log, consumer, "joined to " + provider + " by the path " + path);
                side.allowRewards(id, opened);
                return new Launched(chain, opened);
            }
        }
    }

    private String register(ProviderSide side, LaunchOptions options) {
        return making.session().takesOver() ? side.registerOnce(options) : side.register(options);
    }

    private ChainDescription start(ChainLayout layout, JsonNode told, Deadline deadline) {
        making.shareFiles(deadline);
        ChainBinaries binaries = making.binaries();
        Map<NodeId, RunningNode> nodes = new ConcurrentHashMap<>();
        try (ChainStart starting = new ChainStart(making.session(), making.events(), nodes, making.companions())) {
            ChainPlan plan = starting.start(
                    layout.nodes().getFirst().id(),
                    () -> LaunchPlanner.plan(
                            making.layout(), layout, binaries.factsOf(layout.name()), binaries.prefixes(), told),
                    binaries.binary(layout.name()).executable(),
                    deadline);
            making.companions().check();
            return Descriptions.chain(
                    plan.chain(), plan, Descriptions.running(binaries, nodes, making.session(), making.events()));
        } finally {
            making.running().putAll(nodes);
            onStarted.accept(nodes);
        }
    }

    @Override
    public void settle(RelayPath path, LaunchOptions options, Deadline deadline) {
        paths.start(path);
        String consumer = path.b().name();
        ProviderSide side = launched.get(consumer);
        if (options.told() && side != null) {
            ChannelDescription channel = path.description().b().channels().stream()
                    .filter(it -> it.port().equals(ConsumerSpec.CONSUMER_PORT))
                    .findFirst()
                    .orElseThrow();
            if (making.session().takesOver() && FirstValidatorSets.isTold(path.b(), channel)) {
                return;
            }
            try (StageLog log = making.session().log(new RelayerId(path.name(), LOG))) {
                side.haveSomethingToTell();
                FirstValidatorSets.await(path.b(), channel, deadline);
                tell(log, consumer, "told its validators");
            }
        }
    }

    private void tell(StageLog log, String consumer, String step) {
        log.line(step);
        making.events().tell(at -> new UpEvent.LaunchStep(at, consumer, step));
    }
}
