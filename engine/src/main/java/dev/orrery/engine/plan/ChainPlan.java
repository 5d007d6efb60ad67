package dev.orrery.engine.plan;

import dev.orrery.client.tx.MsgCreateValidator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that must be written and run for one chain.
 *
 * @param chain the chain's part of the layout
 * @param prefix the Bech32 prefix of its account addresses
 * @param genesis {@code config/genesis.json}, the same for every node
 * @param nodes what each node gets besides, by node name, in the order of the layout
 */
public record ChainPlan(ChainLayout chain, String prefix, PlannedFile genesis, Map<String, NodePlan> nodes) {
    public ChainPlan {
        nodes = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(nodes));
    }

    /**
     * One node's part.
     *
     * @param keys made by {@code init-chain} and fetched by the node alone: consensus key, node key
     * @param files made by {@code init-node} itself: configuration, empty state
     * @param start the arguments after the binary: {@code start --home HOME}, with {@link #HOME} for the home
     * @param environment what is added to the environment of the process that runs the network, {@link #HOME} in it too
     * @param creates what makes the node a validator after its start; empty where it is one at genesis, or never
     * @param companions the programs that run beside it
     */
    public record NodePlan(
            List<PlannedFile> keys,
            List<PlannedFile> files,
            List<String> start,
            Map<String, String> environment,
            Optional<MsgCreateValidator> creates,
            List<CompanionPlan> companions) {
        /** Stands for the node's home in {@link #start}, since the plan does not know where that is. */
        public static final String HOME = "{home}";

        public NodePlan {
            keys = List.copyOf(keys);
            files = List.copyOf(files);
            start = List.copyOf(start);
            environment = Map.copyOf(environment);
            companions = List.copyOf(companions);
        }
    }
}
