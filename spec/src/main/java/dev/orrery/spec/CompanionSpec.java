package dev.orrery.spec;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A program that runs beside nodes of a chain: a price oracle, a relayer of interchain queries.
 *
 * @param name distinct on its chain
 * @param binary where the program comes from
 * @param arguments what it is started with
 * @param environment what is added to the environment of the process that runs the network
 * @param files what its home holds at its start, by path
 * @param ports the names of the ports that it is given
 * @param nodes the nodes that it runs beside, one process for each; empty: beside every node
 * @param first whether it is started before its node; else when that has its first block
 */
public record CompanionSpec(
        String name,
        BinarySpec binary,
        List<Template> arguments,
        Map<String, Template> environment,
        Map<String, Template> files,
        List<String> ports,
        List<String> nodes,
        boolean first) {
    public CompanionSpec {
        arguments = List.copyOf(arguments);
        environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
        files = Collections.unmodifiableMap(new LinkedHashMap<>(files));
        ports = List.copyOf(ports);
        nodes = List.copyOf(nodes);
    }

    /** Whether one of them runs beside this node. */
    public boolean isBeside(String node) {
        return nodes.isEmpty() || nodes.contains(node);
    }
}
