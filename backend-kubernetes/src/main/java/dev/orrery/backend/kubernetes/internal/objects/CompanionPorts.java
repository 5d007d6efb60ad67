package dev.orrery.backend.kubernetes.internal.objects;

import dev.orrery.engine.plan.CompanionId;
import dev.orrery.engine.plan.LayoutPlanner;
import dev.orrery.engine.plan.NodeId;
import dev.orrery.spec.NetworkSpec;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The ports of companions: every pod has all ports to itself, so they follow from the network file, and whoever plans knows them. */
public final class CompanionPorts {
    /** Above those that nodes, and the programs of this field, have by default; below those that systems give away. */
    private static final int FIRST = 20_000;

    private CompanionPorts() {}

    public static Map<CompanionId, List<Integer>> of(NetworkSpec spec) {
        Map<NodeId, Integer> next = new HashMap<>();
        Map<CompanionId, List<Integer>> ports = new LinkedHashMap<>();
        LayoutPlanner.companions(spec).forEach((companion, count) -> {
            int first = next.getOrDefault(companion.node(), FIRST);
            ports.put(companion, IntStream.range(first, first + count).boxed().toList());
            next.put(companion.node(), first + count);
        });
        return ports;
    }
}
