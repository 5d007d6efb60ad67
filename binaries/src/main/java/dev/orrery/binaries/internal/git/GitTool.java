package dev.orrery.binaries.internal.git;

import dev.orrery.base.BinaryException;
import dev.orrery.binaries.internal.tools.Tool;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The {@code git} command, which asks nobody for a password. */
public final class GitTool {
    private static final Tool.Kind KIND = new Tool.Kind(
            "git", "to get the sources", "install git (https://git-scm.com), or give a ready binary with `path:`");

    private GitTool() {}

    /** The git command of this machine: the first on {@code PATH}, else at one of the usual places. */
    public static Tool ofThisMachine(String source) {
        return locate(
                source,
                System.getenv(),
                List.of(Path.of("/usr/bin"), Path.of("/usr/local/bin"), Path.of("/opt/homebrew/bin")));
    }

    /**
     * Finds the command.
     *
     * @throws BinaryException if there is none
     */
    public static Tool locate(String source, Map<String, String> environment, List<Path> usualPlaces) {
        Map<String, String> quiet = new HashMap<>(environment);
        quiet.put("GIT_TERMINAL_PROMPT", "0");
        quiet.putIfAbsent("GIT_SSH_COMMAND", "ssh -oBatchMode=yes");
        // What is built is what the repository holds, whichever repository Orrery itself is started in.
        quiet.keySet().removeAll(List.of("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"));
        return Tool.locate(KIND, source, quiet, usualPlaces);
    }
}
