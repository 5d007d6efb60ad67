package dev.orrery.engine.plan;

import dev.orrery.binaries.BinaryFacts;
import dev.orrery.engine.plan.internal.GenesisPlanner;
import dev.orrery.engine.plan.internal.KeyFiles;
import dev.orrery.engine.plan.internal.NodeConfig;
import dev.orrery.engine.plan.internal.ValidatorMsg;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

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
        ObjectNode genesis = GenesisPlanner.genesis(layout, chain, byName, facts.defaultGenesis(), prefix);
        String minCommission =
                genesis.at("/app_state/staking/params/min_commission_rate").asString("");
        Map<String, ChainPlan.NodePlan> nodes = new LinkedHashMap<>();
        for (NodeLayout node : chain.nodes()) {
            nodes.put(
                    node.id().node(),
                    new ChainPlan.NodePlan(
                            KeyFiles.of(node),
                            NodeConfig.files(chain, node, facts.configFiles()),
                            List.of("start", "--home", ChainPlan.NodePlan.HOME),
                            node.role() == NodeLayout.Role.CREATED_VALIDATOR
                                    ? Optional.of(ValidatorMsg.of(chain, node, prefix, minCommission))
                                    : Optional.empty()));
        }
        return new ChainPlan(chain, prefix, PlannedFile.open("config/genesis.json", genesis + "\n"), nodes);
    }
}
