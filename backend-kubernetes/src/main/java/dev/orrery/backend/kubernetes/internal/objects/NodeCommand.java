package dev.orrery.backend.kubernetes.internal.objects;

import dev.orrery.engine.plan.ChainPlan.NodePlan;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a node is started with in its pod.
 *
 * @param arguments after the binary, with the node's home in them, as the kubelet takes them
 * @param environment what is added to the container's
 */
public record NodeCommand(List<String> arguments, Map<String, String> environment) {
    static NodeCommand of(NodePlan node) {
        Map<String, String> environment = new LinkedHashMap<>();
        node.environment().forEach((name, value) -> environment.put(name, placed(value)));
        return new NodeCommand(
                node.start().stream()
                        .map(NodeCommand::placed)
                        .map(Containers::literal)
                        .toList(),
                environment);
    }

    private static String placed(String word) {
        return word.replace(NodePlan.HOME, Names.HOME);
    }

    /** The environment may hold what is nobody's business. */
    @Override
    public String toString() {
        return "NodeCommand" + arguments;
    }
}
