package dev.orrery.backend.process.internal;

import dev.orrery.base.Deadline;
import dev.orrery.base.DeadlineExceededException;
import dev.orrery.base.Failure;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** Ends nodes: all of them at the same time, kindly at first. */
final class Stopping {
    /** How long a node has to end after SIGTERM. */
    static final Duration GRACE = Duration.ofSeconds(5);
    /** How long the system has to carry a SIGKILL out. */
    private static final Duration KILL = Duration.ofSeconds(2);

    private Stopping() {}

    /**
     * Stops them.
     *
     * @throws DeadlineExceededException if one survives even SIGKILL
     */
    static void stop(List<NodeProcess> nodes) {
        stop(nodes, GRACE, KILL);
    }

    static void stop(List<NodeProcess> nodes, Duration grace, Duration kill) {
        nodes.forEach(NodeProcess::terminate);
        List<NodeProcess> left = remaining(nodes, grace);
        left.forEach(NodeProcess::kill);
        left = remaining(left, kill);
        left.forEach(NodeProcess::killGroup);
        left = remaining(left, kill);
        if (!left.isEmpty()) {
            throw new DeadlineExceededException(Failure.doing("stopping the network")
                    .expected("that all nodes end within "
                            + grace.plus(kill).plus(kill).toSeconds() + " s")
                    .seen(left.stream()
                            .map(node -> node.id() + " (pid " + node.pid() + ")")
                            .collect(Collectors.joining(", ", "", " still there after SIGKILL")))
                    .build());
        }
    }

    private static List<NodeProcess> remaining(List<NodeProcess> nodes, Duration atMost) {
        Deadline deadline = Deadline.after(atMost);
        return nodes.stream()
                .filter(node -> node.awaitExit(deadline.remaining()).isEmpty())
                .toList();
    }
}
