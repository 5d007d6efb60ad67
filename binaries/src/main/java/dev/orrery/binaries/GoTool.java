package dev.orrery.binaries;

import dev.orrery.base.BinaryException;
import dev.orrery.base.Failure;
import dev.orrery.base.UserCache;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The {@code go} command.
 *
 * @param executable where it is
 * @param environment what it is run with, before what a single run needs
 */
record GoTool(Path executable, Map<String, String> environment) {
    GoTool {
        environment = Map.copyOf(environment);
    }

    /** The go command of this machine: the first on {@code PATH}, else at one of the usual places. */
    static GoTool ofThisMachine(String source) {
        Map<String, String> environment = System.getenv();
        Path home = UserCache.home();
        List<Path> usual = new ArrayList<>(List.of(
                Path.of("/usr/local/go/bin"),
                home.resolve("go/bin"),
                Path.of("/usr/lib/go/bin"),
                Path.of("/opt/homebrew/bin")));
        String root = environment.getOrDefault("GOROOT", "");
        if (!root.isBlank()) {
            usual.add(Path.of(root, "bin"));
        }
        return locate(source, environment, usual);
    }

    /**
     * Finds the command.
     *
     * @throws BinaryException if there is none
     */
    static GoTool locate(String source, Map<String, String> environment, List<Path> usualPlaces) {
        return Programs.find("go", environment, usualPlaces)
                .map(file -> new GoTool(file, environment))
                .orElseThrow(() -> new BinaryException(Failure.doing("looking for Go, to build the binary")
                        .where(source)
                        .expected("a `go` command on PATH or in "
                                + usualPlaces.stream().map(Path::toString).collect(Collectors.joining(", ")))
                        .seen("none")
                        .hint("install Go 1.23 or newer (https://go.dev/dl), or give a ready binary with `path:`")
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

    /** The user's own {@code GOFLAGS} without those that choose a module mode, which are Orrery's to choose here. */
    String ownFlags() {
        return Arrays.stream(environment.getOrDefault("GOFLAGS", "").trim().split("\\s+"))
                .filter(flag -> !flag.isEmpty() && !flag.startsWith("-mod=") && !flag.startsWith("-modfile="))
                .collect(Collectors.joining(" "));
    }

    /** For a module that stands alone, whatever surrounds it on this machine, and for this machine. */
    Map<String, String> aloneFor(Machine machine, String moduleMode) {
        return Map.of(
                "GO111MODULE",
                "on",
                "GOWORK",
                "off",
                "GOFLAGS",
                (ownFlags() + " -mod=" + moduleMode).trim(),
                "GOOS",
                machine.os(),
                "GOARCH",
                machine.arch(),
                "CGO_ENABLED",
                "0");
    }
}
