package dev.orrery.engine.plan;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One random network of the many that properties are shown with: its plan, and each chain's genesis. */
record PlannedNetwork(long seed, Layout layout, Map<String, ChainPlan> plans, Map<String, ObjectNode> genesis) {
    private static final int NETWORKS = 200;

    interface OfChain {
        void holds(PlannedNetwork network, ChainLayout chain);
    }

    /** Made once for all properties of a run. */
    private static final class All {
        private static final List<PlannedNetwork> NETWORKS_PLANNED = LongStream.rangeClosed(1, NETWORKS)
                .parallel()
                .mapToObj(PlannedNetwork::of)
                .toList();
    }

    private static PlannedNetwork of(long seed) {
        Layout layout = Plans.layout(new RandomSpecs(seed).network());
        Map<String, ChainPlan> plans = Plans.plan(layout);
        Map<String, ObjectNode> genesis = new LinkedHashMap<>();
        plans.forEach((name, plan) -> genesis.put(name, Plans.json(plan.genesis())));
        return new PlannedNetwork(seed, layout, plans, genesis);
    }

    JsonNode module(String chain, String module) {
        return genesis.get(chain).path("app_state").path(module);
    }

    static void ofEveryChain(OfChain property) {
        ofEveryNetwork(network -> network.layout().chains().forEach(chain -> property.holds(network, chain)));
    }

    static void ofEveryNetwork(Consumer<PlannedNetwork> property) {
        for (PlannedNetwork network : All.NETWORKS_PLANNED) {
            try {
                property.accept(network);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("in the network of seed " + network.seed() + ": " + e.getMessage(), e);
            }
        }
    }
}
