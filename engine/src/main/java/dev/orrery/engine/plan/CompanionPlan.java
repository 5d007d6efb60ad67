package dev.orrery.engine.plan;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All that must be written and run for one companion. In arguments, environment and open files, {@link #HOME} and
 * {@link #NODE_HOME} stand for folders that the plan does not know.
 *
 * @param files the files of its home
 * @param arguments what its program is started with
 * @param environment what is added to the environment of the process that runs the network; may hold mnemonics
 * @param first whether it is started before its node
 */
public record CompanionPlan(
        CompanionId id,
        List<PlannedFile> files,
        List<String> arguments,
        Map<String, String> environment,
        boolean first) {
    /** Stands for the companion's home. */
    public static final String HOME = ChainPlan.NodePlan.HOME;

    /** Stands for the home of its node. */
    public static final String NODE_HOME = "{nodeHome}";

    public CompanionPlan {
        files = List.copyOf(files);
        arguments = List.copyOf(arguments);
        environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
    }

    /** A text with the folders filled in. */
    public static String placed(String text, String home, String nodeHome) {
        return text.replace(HOME, home).replace(NODE_HOME, nodeHome);
    }

    /** Leaves out what may be secret. */
    @Override
    public String toString() {
        return "CompanionPlan[" + id + ", " + arguments + "]";
    }
}
