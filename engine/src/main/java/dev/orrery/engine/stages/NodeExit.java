package dev.orrery.engine.stages;

import dev.orrery.base.Failure;
import dev.orrery.base.HostException;
import dev.orrery.base.OrreryException;
import dev.orrery.base.StageException;
import dev.orrery.engine.Stage;
import dev.orrery.engine.backend.RunningNode;
import dev.orrery.engine.plan.NodeAddress;
import dev.orrery.engine.plan.NodeId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Why a node ended though nobody had asked it to, told in its own words. */
public final class NodeExit {
    private static final int READ = 400;
    private static final int SHOWN = 20;
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
        List<String> lines = ended.lastLines(READ).stream()
                .map(line -> COLOUR.matcher(line).replaceAll(""))
                .toList();
        int telling = telling(lines);
        Failure.Builder failure = Failure.doing("starting " + node)
                .where("stage " + Stage.START)
                .expected("a process that keeps running")
                .log(ended.log(), excerpt(lines, telling));
        String exit = "it exited with status " + status + (status > 128 ? " (signal " + (status - 128) + ")" : "");

        String all = String.join("\n", lines);
        if (all.contains("address already in use")) {
            return new HostException(failure.seen(takenPort(all, address))
                    .hint("something else on this machine took the port: start the network again, which picks other"
                            + " ones")
                    .command("orrery up")
                    .build());
        }
        if (all.contains("no space left on device")) {
            return new HostException(failure.seen("the disk is full: " + exit)
                    .hint("free some space on the disk that holds "
                            + ended.log().getParent())
                    .build());
        }
        return new StageException(failure.seen(
                        telling < 0 ? exit : exit + ": " + lines.get(telling).strip())
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

    /** A few lines that hold the telling one: what came before it, and the start of what came after. */
    private static List<String> excerpt(List<String> lines, int telling) {
        int end = Math.min(lines.size(), Math.max(telling + SHOWN / 2, SHOWN));
        return lines.subList(Math.max(0, end - SHOWN), end);
    }
}
