package dev.orrery.benchmarks.measure;

import dev.orrery.base.Failure;
import dev.orrery.base.InvalidInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the command line asks for: a command, then options with a value each. */
public final class Options {
    private static final List<String> KNOWN = List.of(
            "rounds",
            "warm-up",
            "ways",
            "count",
            "networks",
            "network-file",
            "repository",
            "keep",
            "transactions",
            "flood",
            "cosmjs",
            "packets",
            "hermes",
            "limit",
            "blocks",
            "validators",
            "accounts",
            "cli",
            "chains",
            "waiters",
            "genesis",
            "large");

    private final String command;
    private final Map<String, String> values = new TreeMap<>();

    public Options(String... arguments) {
        Deque<String> rest = new ArrayDeque<>(Arrays.asList(arguments));
        command = rest.isEmpty() || rest.peek().startsWith("--") ? "compare" : rest.pop();
        while (!rest.isEmpty()) {
            String name = rest.pop();
            if (!name.startsWith("--") || !KNOWN.contains(name.substring(2)) || rest.isEmpty()) {
                throw wrong(name, "one of " + KNOWN + " with -- before it and a value behind it");
            }
            values.put(name.substring(2), rest.pop());
        }
    }

    public String command() {
        return command;
    }

    public int number(String name, int otherwise) {
        return number(name, values.getOrDefault(name, Integer.toString(otherwise)));
    }

    public List<Integer> numbers(String name, String otherwise) {
        return list(name, otherwise).stream().map(value -> number(name, value)).toList();
    }

    private static int number(String name, String value) {
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw wrong("--" + name + " " + value, "a whole number");
        }
    }

    public List<String> list(String name, String otherwise) {
        return List.of(values.getOrDefault(name, otherwise).split(",", -1));
    }

    public boolean flag(String name, boolean otherwise) {
        return Boolean.parseBoolean(values.getOrDefault(name, Boolean.toString(otherwise)));
    }

    /** The folder of the launcher: the one given, or the nearest above. */
    public Path repository() {
        Path start =
                Path.of(values.getOrDefault("repository", "")).toAbsolutePath().normalize();
        for (Path folder = start; folder != null; folder = folder.getParent()) {
            if (Files.isExecutable(folder.resolve("orrery")) && Files.exists(folder.resolve("network.yaml"))) {
                return folder;
            }
        }
        throw wrong(start.toString(), "a folder in Orrery's repository, or --repository FOLDER");
    }

    /** Empty if it was not given. */
    public String text(String name) {
        return values.getOrDefault(name, "");
    }

    /** @param otherwise the file to take if none was given, from the repository's root */
    public Path networkFile(String otherwise) {
        return Optional.ofNullable(values.get("network-file"))
                .map(file -> Path.of(file).toAbsolutePath().normalize())
                .orElseGet(() -> repository().resolve(otherwise));
    }

    public static InvalidInputException wrong(String seen, String expected) {
        return new InvalidInputException(Failure.doing("reading the command line")
                .expected(expected)
                .seen(seen)
                .build());
    }
}
