package dev.orrery.engine.plan;

import dev.orrery.binaries.BinaryFacts;
import dev.orrery.engine.plan.internal.LaunchedGenesis;
import dev.orrery.engine.plan.internal.PathPlanner;
import dev.orrery.spec.ChainSpec;
import dev.orrery.spec.PathSpec;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Plans a consumer chain that was launched by transactions: its validators and its light client of the provider are what the
 * provider says ({@code QueryConsumerGenesis}), all else is of the layout.
 */
public final class LaunchPlanner {
    private LaunchPlanner() {}

    /** What the path between a launched consumer and its provider is called. */
    public static String path(ChainSpec consumer) {
        return PathSpec.defaultName(consumer.consumer().orElseThrow().provider(), consumer.name());
    }

    /** The account that pays for relaying on that path, on both chains. */
    public static String relayer(ChainSpec consumer) {
        return PathPlanner.accountName(path(consumer), 0);
    }

    /**
     * The plan, with the time of the launch as the time of genesis: what the provider tells is the same for everybody who asks,
     * and so is the plan. Those of the chain's nodes that the provider does not name follow the chain as full nodes, until they
     * opt in.
     *
     * @param told the provider's {@code genesis_state} for the consumer, fields named as in protobuf
     * @throws dev.orrery.base.InvalidInputException as {@link ChainPlanner#plan}
     */
    public static ChainPlan plan(
            Layout layout, ChainLayout chain, BinaryFacts facts, Map<String, String> prefixes, JsonNode told) {
        LaunchedGenesis genesis = new LaunchedGenesis(chain, told);
        ChainLayout launched = genesis.layout();
        List<ChainLayout> chains = layout.chains().stream()
                .map(other -> other.name().equals(chain.name()) ? launched : other)
                .toList();
        Layout then = new Layout(layout.name(), genesis.time().truncatedTo(ChronoUnit.SECONDS), chains, layout.paths());
        ChainPlan plan = ChainPlanner.plan(then, launched, facts, prefixes);
        return new ChainPlan(launched, plan.prefix(), genesis.in(plan.genesis()), plan.nodes());
    }
}
