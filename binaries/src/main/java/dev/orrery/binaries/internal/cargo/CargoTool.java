package dev.orrery.binaries.internal.cargo;

import dev.orrery.base.BinaryException;
import dev.orrery.base.UserCache;
import dev.orrery.binaries.internal.tools.Tool;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The {@code cargo} command. */
public final class CargoTool {
    private static final Tool.Kind KIND = new Tool.Kind(
            "cargo", "to build the program", "install Rust (https://rustup.rs), or give a ready program with `path:`");

    private CargoTool() {}

    /** The cargo command of this machine: the first on {@code PATH}, else at one of the usual places. */
    public static Tool ofThisMachine(String source) {
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
    public static Tool locate(String source, Map<String, String> environment, List<Path> usualPlaces) {
        return Tool.locate(KIND, source, environment, usualPlaces);
    }
}
