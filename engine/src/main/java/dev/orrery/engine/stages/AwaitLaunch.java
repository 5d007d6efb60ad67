package dev.orrery.engine.stages;

import dev.orrery.base.Deadline;
import dev.orrery.binaries.BinaryFacts;
import dev.orrery.client.ChainClient;
import dev.orrery.client.ChainConnection;
import dev.orrery.client.modules.ConsumerChain;
import dev.orrery.client.modules.ConsumerPhase;
import dev.orrery.engine.internal.FirstBlock;
import dev.orrery.engine.plan.ChainLayout;
import dev.orrery.engine.plan.ChainPlan;
import dev.orrery.engine.plan.LaunchPlanner;
import dev.orrery.engine.plan.Layout;
import dev.orrery.engine.plan.NodeLayout;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/**
 * The plan of a consumer chain that transactions launch, for a node that nobody tells of the launch: its provider is watched
 * until it has launched it, and then asked. Whoever asks gets the same answer, so every node comes to the same plan.
 */
public final class AwaitLaunch {
    private AwaitLaunch() {}

    /**
     * Waits for the launch.
     *
     * @param layout with addresses at which the provider can be reached from here
     * @param facts of the consumer's binary
     * @param prefixes the address prefixes of chains, as far as they are known
     * @throws dev.orrery.base.DeadlineExceededException if it is not launched in time
     */
    public static ChainPlan plan(
            Layout layout,
            ChainLayout consumer,
            BinaryFacts facts,
            Map<String, String> prefixes,
            StageLog log,
            Deadline deadline) {
        ChainLayout provider =
                layout.chain(consumer.spec().consumer().orElseThrow().provider());
        NodeLayout node = provider.nodes().getFirst();
        log.line("waiting for " + provider.name() + " to launch " + consumer.chainId());
        FirstBlock.await(node, deadline);
        ChainConnection connection =
                ChainConnection.to(node.address().rpcUri(), provider.chainId()).build();
        try (ChainClient client = ChainClient.open(connection)) {
            String id = client.awaitThat(
                            "the launch of " + consumer.name() + " by " + provider.name(),
                            () -> launched(client, consumer.chainId()),
                            Optional::isPresent,
                            deadline)
                    .orElseThrow();
            log.line("launched, as consumer " + id);
            return LaunchPlanner.plan(
                    layout, consumer, facts, prefixes, client.provider().consumerGenesis(id));
        }
    }

    private static Optional<String> launched(ChainClient provider, String chainId) {
        return provider.provider().consumerChains().stream()
                .filter(chain -> chain.chainId().equals(chainId) && chain.phase() == ConsumerPhase.LAUNCHED)
                .map(ConsumerChain::consumerId)
                .max(Comparator.comparingLong(Long::parseLong));
    }
}
