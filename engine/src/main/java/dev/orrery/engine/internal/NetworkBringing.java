package dev.orrery.engine.internal;

import dev.orrery.base.Deadline;
import dev.orrery.engine.internal.binaries.ChainBinaries;
import dev.orrery.engine.internal.consumers.FirstValidatorSets;
import dev.orrery.engine.internal.paths.PathIds;
import dev.orrery.engine.internal.paths.PathOpening;
import dev.orrery.engine.internal.start.ChainStart;
import dev.orrery.engine.plan.ChainLayout;
import dev.orrery.engine.plan.ChainPlan;
import dev.orrery.engine.plan.ChainPlanner;
import dev.orrery.network.LaunchOptions;
import dev.orrery.network.Network;
import dev.orrery.network.NetworkDescription;
import dev.orrery.spec.ConsumerSpec;
import dev.orrery.spec.NetworkSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What an owner does from the plan on, whoever starts the processes: the stages of all nodes, the paths, and later chains. */
final class NetworkBringing {
    private final NetworkSpec spec;
    private final Making making;
    private final Map<String, ChainPlan> plans = new ConcurrentHashMap<>();

    NetworkBringing(NetworkSpec spec, Making making) {
        this.spec = spec;
        this.making = making;
    }

    /** Takes the nodes of all chains through their stages, and returns when the paths between them are open. */
    NetworkDescription chainsAndPaths(Deadline deadline) {
        try (ChainStart starting =
                new ChainStart(making.session(), making.events(), making.running(), making.companions())) {
            List<Runnable> chains = new ArrayList<>();
            for (ChainLayout chain : making.layout().chains()) {
                if (!chain.spec().isLaunched()) {
                    chains.add(() -> start(starting, chain, deadline));
                }
            }
            AllOrNothing.run(chains);
            Descriptions.Running nodes =
                    Descriptions.running(making.binaries(), making.running(), making.session(), making.events());
            NetworkDescription chainsOnly = Descriptions.of(making.layout(), making.options(), Map.of(), plans, nodes);
            try (Network network = Network.attach(chainsOnly)) {
                Map<String, PathIds> open = new PathOpening(
                                making.layout(), network, starting.connections(), making.session(), making.events())
                        .await(deadline);
                return Descriptions.of(making.layout(), making.options(), open, plans, nodes);
            }
        }
    }

    private void start(ChainStart starting, ChainLayout chain, Deadline deadline) {
        ChainBinaries binaries = making.binaries();
        ChainPlan plan = starting.start(
                chain.nodes().getFirst().id(),
                () -> ChainPlanner.plan(making.layout(), chain, binaries.factsOf(chain.name()), binaries.prefixes()),
                binaries.binary(chain.name()).executable(),
                deadline);
        plans.put(chain.name(), plan);
    }

    /**
     * Has the paths relayed, and launches the consumer chains that the file has launched as a part of the start, one after the
     * other.
     */
    void relayAndLaunch(OwnedNetwork network, Deadline deadline) {
        network.relay();
        FirstValidatorSets.await(network.network(), deadline);
        spec.chains().stream()
                .filter(chain -> chain.consumer()
                        .filter(it -> it.launch() == ConsumerSpec.Launch.TRANSACTIONS)
                        .isPresent())
                .forEach(chain -> network.network()
                        .launchConsumer(chain.name(), LaunchOptions.standard().within(deadline.remaining())));
        making.companions().check();
    }
}
