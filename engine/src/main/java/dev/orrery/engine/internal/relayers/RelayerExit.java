package dev.orrery.engine.internal.relayers;

import dev.orrery.base.Failure;
import dev.orrery.base.HostException;
import dev.orrery.base.OrreryException;
import dev.orrery.base.StageException;
import dev.orrery.engine.backend.RunningProcess;
import dev.orrery.engine.relayers.RelayerId;
import dev.orrery.engine.stages.Disk;
import java.util.List;
import java.util.regex.Pattern;

/** Why a relayer ended though nobody had asked it to, told in its own words. */
public final class RelayerExit {
    private static final int READ = 500;
    private static final int SHOWN = 15;
    private static final Pattern COLOUR = Pattern.compile("\u001B\\[[0-9;]*m");
    /** What tells the cause, the surest first: a panic of Rust or Go, the last word of a command, an error in its log. */
    private static final List<Pattern> TELLING = List.of(
            Pattern.compile("panicked at|^panic: |^The application panicked"),
            Pattern.compile("^(ERROR|Error:)"),
            Pattern.compile("\\bERROR\\b|\\blevel=error\\b|\\terror\\t"));

    private RelayerExit() {}

    /**
     * The exception that tells a user why the relayer ended.
     *
     * @param status its exit status
     */
    static OrreryException explain(RelayerId relayer, RunningProcess ended, int status) {
        List<String> lines = ended.lastLines(READ).stream()
                .map(line -> COLOUR.matcher(line).replaceAll(""))
                .filter(line -> !line.isBlank())
                .toList();
        int telling = telling(lines);
        String exit = "it exited with status " + status + (status > 128 ? " (signal " + (status - 128) + ")" : "");
        Failure.Builder failure = Failure.doing("starting " + relayer)
                .expected("a process that keeps running")
                .log(ended.log(), lines.subList(Math.max(0, lines.size() - SHOWN), lines.size()));
        if (Disk.isFull(ended.log())) {
            return new HostException(failure.seen("the disk is full: " + exit)
                    .hint(Disk.hint(ended.log()))
                    .build());
        }
        return new StageException(failure.seen(
                        telling < 0 ? exit : exit + ": " + lines.get(telling).strip())
                .build());
    }

    private static int telling(List<String> lines) {
        for (Pattern pattern : TELLING) {
            for (int i = lines.size() - 1; i >= 0; i--) {
                if (pattern.matcher(lines.get(i)).find()) {
                    return i;
                }
            }
        }
        return lines.size() - 1;
    }
}
