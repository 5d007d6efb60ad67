package dev.orrery.binaries.internal.tools;

import dev.orrery.base.BinaryException;
import dev.orrery.base.Failure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A command of this machine that binaries are made with.
 *
 * @param executable where it is
 * @param environment what it is run with, before what a single run needs
 */
public record Tool(Path executable, Map<String, String> environment) {
    public Tool {
        environment = Map.copyOf(environment);
    }

    /**
     * A command that may be missing.
     *
     * @param command its name
     * @param purpose what it is needed for: {@code to build the binary}
     * @param hint how to get it, or to do without
     */
    public record Kind(String command, String purpose, String hint) {}

    /**
     * The first of this name on {@code PATH}, else at one of the usual places.
     *
     * @throws BinaryException if there is none
     */
    public static Tool locate(Kind kind, String source, Map<String, String> environment, List<Path> usualPlaces) {
        return Programs.find(kind.command(), environment, usualPlaces)
                .map(file -> new Tool(file, environment))
                .orElseThrow(() -> new BinaryException(Failure.doing(
                                "looking for " + kind.command() + ", " + kind.purpose())
                        .where(source)
                        .expected("a `" + kind.command() + "` command on PATH or in "
                                + usualPlaces.stream().map(Path::toString).collect(Collectors.joining(", ")))
                        .seen("none")
                        .hint(kind.hint())
                        .build()));
    }

    /** A run of it. */
    public Command command(String doing, String source, Path folder, Map<String, String> more, List<String> arguments) {
        List<String> words = new ArrayList<>();
        words.add(executable.toString());
        words.addAll(arguments);
        Map<String, String> all = new HashMap<>(environment);
        all.putAll(more);
        return new Command(doing, source, words, folder, all);
    }
}
