package dev.orrery.spec;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the nodes of a chain need besides their files.
 *
 * @param environment what is added to the environment of the process that runs the network
 * @param arguments what follows {@code start --home HOME}
 * @param companions the programs that run beside them, in the order of the file
 */
public record NodeExtras(Map<String, Template> environment, List<Template> arguments, List<CompanionSpec> companions) {
    /** Nothing. */
    public static final NodeExtras NONE = new NodeExtras(Map.of(), List.of(), List.of());

    public NodeExtras {
        environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
        arguments = List.copyOf(arguments);
        companions = List.copyOf(companions);
    }
}
