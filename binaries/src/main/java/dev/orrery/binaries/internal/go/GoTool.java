package dev.orrery.binaries.internal.go;

import dev.orrery.base.BinaryException;
import dev.orrery.base.UserCache;
import dev.orrery.binaries.internal.programs.Machine;
import dev.orrery.binaries.internal.tools.Command;
import dev.orrery.binaries.internal.tools.Tool;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The {@code go} command, and the settings that it is run with. */
public record GoTool(Tool tool) {
    private static final Tool.Kind KIND = new Tool.Kind(
            "go",
            "to build the binary",
            "install Go 1.23 or newer (https://go.dev/dl), or give a ready binary with `path:`");

    public GoTool(Path executable, Map<String, String> environment) {
        this(new Tool(executable, environment));
    }

    /** The go command of this machine: the first on {@code PATH}, else at one of the usual places. */
    public static GoTool ofThisMachine(String source) {
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
    public static GoTool locate(String source, Map<String, String> environment, List<Path> usualPlaces) {
        return new GoTool(Tool.locate(KIND, source, environment, usualPlaces));
    }

    public Path executable() {
        return tool.executable();
    }

    Map<String, String> environment() {
        return tool.environment();
    }

    /** A run of it. */
    Command command(String doing, String source, Path folder, Map<String, String> more, List<String> arguments) {
        return tool.command(doing, source, folder, more, arguments);
    }

    /** The user's own {@code GOFLAGS} without those that choose a module mode, which are Orrery's to choose here. */
    String ownFlags() {
        return Arrays.stream(environment().getOrDefault("GOFLAGS", "").trim().split("\\s+"))
                .filter(flag -> !flag.isEmpty() && !flag.startsWith("-mod=") && !flag.startsWith("-modfile="))
                .collect(Collectors.joining(" "));
    }

    /** For a module that stands alone, whatever surrounds it on this machine, and for this machine; without cgo. */
    Map<String, String> aloneFor(Machine machine, String moduleMode) {
        return aloneFor(machine, moduleMode, false);
    }

    /** As {@link #aloneFor(Machine, String)}, with cgo or without. */
    Map<String, String> aloneFor(Machine machine, String moduleMode, boolean cgo) {
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
                cgo ? "1" : "0");
    }
}
