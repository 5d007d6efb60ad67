package dev.orrery.engine.plan;

import dev.orrery.binaries.BinaryFacts;
import dev.orrery.engine.plan.internal.GenesisPlanner;
import dev.orrery.engine.plan.internal.KeyFiles;
import dev.orrery.engine.plan.internal.NodeConfig;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The second step of the plan: a pure function from the layout and one chain's binary to the files of its homes. */
public final class ChainPlanner {
    private ChainPlanner() {}

    /**
     * Plans a chain of the layout.
     *
     * @param facts what the chain's binary says of itself
     * @throws dev.orrery.base.InvalidInputException if the spec asks for what this binary does not have, for example a path
     *     on a chain without IBC
     * @throws dev.orrery.base.BinaryException if neither the spec nor the binary tells the address prefix
     */
    public static ChainPlan plan(Layout layout, ChainLayout chain, BinaryFacts facts) {
        String prefix = chain.spec().prefix().orElseGet(facts::requiredPrefix);
        Map<String, ChainLayout> byName =
                layout.chains().stream().collect(Collectors.toMap(ChainLayout::name, Function.identity()));
        byte[] genesis = GenesisPlanner.genesis(layout, chain, byName, facts.defaultGenesis(), prefix);
        Map<String, ChainPlan.NodePlan> nodes = new LinkedHashMap<>();
        for (NodeLayout node : chain.nodes()) {
            nodes.put(
                    node.id().node(),
                    new ChainPlan.NodePlan(
                            KeyFiles.of(node),
                            NodeConfig.files(chain, node, facts.configFiles()),
                            List.of("start", "--home", ChainPlan.NodePlan.HOME)));
        }
        return new ChainPlan(chain, prefix, new PlannedFile("config/genesis.json", genesis, false), nodes);
    }
}
