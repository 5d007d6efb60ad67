package dev.orrery.engine.backend;

import dev.orrery.base.Failure;
import dev.orrery.base.HostException;
import dev.orrery.base.OrreryException;
import dev.orrery.base.StageException;
import dev.orrery.engine.Stage;
import dev.orrery.engine.plan.NodeAddress;
import dev.orrery.engine.plan.NodeId;
import dev.orrery.engine.stages.Disk;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Why a node ended though nobody had asked it to, told in its own words. */
public final class NodeExit {
    private static final int READ = 2000;
    private static final int BEFORE = 5;
    private static final int AFTER = 15;
    private static final Pattern COLOUR = Pattern.compile("\u001B\\[[0-9;]*m");
    /** What tells the cause, the surest first: a Go panic, the SDK's logger, cobra's last word. */
    private static final List<Pattern> TELLING = List.of(
            Pattern.compile("^(panic|fatal error): "),
            Pattern.compile("\\bERR\\b.*\\berr="),
            Pattern.compile("^Error: "));

    private NodeExit() {}

    /**
     * The exception that tells a user why the node ended.
     *
     * @param status its exit status, as {@link RunningNode#awaitExit} returns it
     * @return a {@link HostException} where this machine is the cause (a port is taken, the disk is full), else a
     *     {@link StageException}
     */
    public static OrreryException explain(NodeId node, NodeAddress address, RunningNode ended, int status) {
        List<String> lines = withoutUsage(ended.lastLines(READ).stream()
                .map(line -> COLOUR.matcher(line).replaceAll(""))
                .toList());
        int telling = telling(lines);
        int end = endOfMessage(lines, telling);
        Failure.Builder failure = Failure.doing("starting " + node)
                .where("stage " + Stage.START)
                .expected("a process that keeps running")
                .log(ended.log(), excerpt(lines, telling, end));
        String exit = "it exited with status " + status + (status > 128 ? " (signal " + (status - 128) + ")" : "");

        String all = String.join("\n", lines);
        if (all.contains("address already in use")) {
            return new HostException(failure.seen(takenPort(all, address))
                    .hint("something else on this machine took the port: start the network again, which picks other"
                            + " ones")
                    .command("orrery up")
                    .build());
        }
        if (all.contains("no space left on device") || Disk.isFull(ended.log())) {
            return new HostException(failure.seen("the disk is full: " + exit)
                    .hint(Disk.hint(ended.log()))
                    .build());
        }
        return new StageException(failure.seen(telling < 0 ? exit : exit + ": " + summary(lines, telling, end))
                .build());
    }

    private static String takenPort(String log, NodeAddress address) {
        Map<String, Integer> ports = new LinkedHashMap<>();
        ports.put("p2p", address.p2p());
        ports.put("rpc", address.rpc());
        ports.put("grpc", address.grpc());
        ports.put("rest", address.rest());
        ports.put("pprof", address.pprof());
        for (String line :
                log.lines().filter(l -> l.contains("address already in use")).toList()) {
            for (Map.Entry<String, Integer> port : ports.entrySet()) {
                if (Pattern.compile(":" + port.getValue() + "\\b").matcher(line).find()) {
                    return "its " + port.getKey() + " port " + port.getValue() + " is taken";
                }
            }
        }
        return "one of its ports " + ports + " is taken";
    }

    private static int telling(List<String> lines) {
        for (Pattern pattern : TELLING) {
            for (int i = lines.size() - 1; i >= 0; i--) {
                if (pattern.matcher(lines.get(i)).find()) {
                    return i;
                }
            }
        }
        for (int i = lines.size() - 1; i >= 0; i--) {
            if (!lines.get(i).isBlank()) {
                return i;
            }
        }
        return -1;
    }

    /** A panic may have many lines, up to the stack that follows; everything else has one. */
    private static int endOfMessage(List<String> lines, int telling) {
        if (telling < 0 || !TELLING.getFirst().matcher(lines.get(telling)).find()) {
            return telling + 1;
        }
        int end = telling + 1;
        while (end < lines.size() && !lines.get(end).startsWith("goroutine ")) {
            end++;
        }
        while (end > telling + 1 && lines.get(end - 1).isBlank()) {
            end--;
        }
        return end;
    }

    /** The message's first line and, where it has more, its last: Go wraps causes from the left, so that it ends with one. */
    private static String summary(List<String> lines, int telling, int end) {
        String first = lines.get(telling).strip();
        return end == telling + 1 ? first : first + " … " + lines.get(end - 1).strip();
    }

    /** The message with what came before it; of a long message, its end. */
    private static List<String> excerpt(List<String> lines, int telling, int end) {
        List<String> shown = new ArrayList<>(lines.subList(Math.max(0, telling - BEFORE), Math.max(0, telling)));
        if (telling >= 0) {
            shown.add(lines.get(telling));
            if (end - telling > AFTER) {
                shown.add("…");
            }
            shown.addAll(lines.subList(Math.max(telling + 1, end - AFTER), end));
        }
        return shown;
    }

    /** Cobra prints all flags of a command that fails, which says nothing of why. */
    private static List<String> withoutUsage(List<String> lines) {
        List<String> kept = new ArrayList<>();
        boolean usage = false;
        for (String line : lines) {
            usage = (usage || line.equals("Usage:"))
                    && TELLING.stream()
                            .noneMatch(pattern -> pattern.matcher(line).find());
            if (!usage) {
                kept.add(line);
            }
        }
        return kept;
    }
}
