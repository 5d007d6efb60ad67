package dev.orrery.binaries;

import dev.orrery.base.BinaryException;
import dev.orrery.base.Failure;
import dev.orrery.base.UserCache;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The {@code cargo} command.
 *
 * @param executable where it is
 * @param environment what it is run with, before what a single run needs
 */
record CargoTool(Path executable, Map<String, String> environment) {
    CargoTool {
        environment = Map.copyOf(environment);
    }

    /** The cargo command of this machine: the first on {@code PATH}, else at one of the usual places. */
    static CargoTool ofThisMachine(String source) {
        Map<String, String> environment = System.getenv();
        List<Path> usual = new ArrayList<>();
        String own = environment.getOrDefault("CARGO_HOME", "");
        if (!own.isBlank()) {
            usual.add(Path.of(own, "bin"));
        }
        usual.addAll(List.of(
                UserCache.home().resolve(".cargo/bin"), Path.of("/usr/local/bin"), Path.of("/opt/homebrew/bin")));
        return locate(source, environment, usual);
    }

    /**
     * Finds the command.
     *
     * @throws BinaryException if there is none
     */
    static CargoTool locate(String source, Map<String, String> environment, List<Path> usualPlaces) {
        return Programs.find("cargo", environment, usualPlaces)
                .map(file -> new CargoTool(file, environment))
                .orElseThrow(() -> new BinaryException(Failure.doing("looking for cargo, to build the program")
                        .where(source)
                        .expected("a `cargo` command on PATH or in "
                                + usualPlaces.stream().map(Path::toString).collect(Collectors.joining(", ")))
                        .seen("none")
                        .hint("install Rust (https://rustup.rs), or give a ready program with `path:`")
                        .build()));
    }

    /** A run of it. */
    Command command(String doing, String source, Path folder, Map<String, String> more, List<String> arguments) {
        List<String> words = new ArrayList<>();
        words.add(executable.toString());
        words.addAll(arguments);
        Map<String, String> all = new HashMap<>(environment);
        all.putAll(more);
        return new Command(doing, source, words, folder, all);
    }
}
