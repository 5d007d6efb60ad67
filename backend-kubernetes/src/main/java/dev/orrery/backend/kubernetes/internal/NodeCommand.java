package dev.orrery.backend.kubernetes.internal;

import dev.orrery.base.Failure;
import dev.orrery.base.InvalidInputException;
import dev.orrery.engine.plan.ChainPlan;
import dev.orrery.engine.plan.ChainPlan.NodePlan;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the nodes of a chain are started with: all the same, since their pods are made of one template.
 *
 * @param arguments after the binary, with the node's home in them
 * @param environment what is added to the container's
 */
record NodeCommand(List<String> arguments, Map<String, String> environment) {
    /**
     * That of a chain.
     *
     * @throws InvalidInputException if its nodes want different ones
     */
    static NodeCommand of(ChainPlan plan) {
        List<NodeCommand> all =
                plan.nodes().values().stream().map(NodeCommand::of).distinct().toList();
        if (all.size() > 1) {
            throw new InvalidInputException(Failure.doing(
                            "starting " + plan.chain().name())
                    .where("chains." + plan.chain().name() + ".startArgs, env")
                    .expected("the same arguments and environment for all nodes, as pods of one StatefulSet have")
                    .seen("different ones: " + all.get(0).arguments() + " and "
                            + all.get(1).arguments())
                    .hint("leave out what stands for something of each node's own, or run the network without"
                            + " --on kubernetes")
                    .build());
        }
        return all.getFirst();
    }

    private static NodeCommand of(NodePlan node) {
        Map<String, String> environment = new LinkedHashMap<>();
        node.environment().forEach((name, value) -> environment.put(name, placed(value)));
        return new NodeCommand(node.start().stream().map(NodeCommand::placed).toList(), environment);
    }

    /** "$(" is how Kubernetes begins a variable; two dollars mean one. */
    private static String placed(String word) {
        return word.replace(NodePlan.HOME, Names.HOME).replace("$(", "$$(");
    }

    /** The environment may hold what is nobody's business. */
    @Override
    public String toString() {
        return "NodeCommand" + arguments;
    }
}
