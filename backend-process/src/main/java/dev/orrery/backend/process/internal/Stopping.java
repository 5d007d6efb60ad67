package dev.orrery.backend.process.internal;

import dev.orrery.base.Deadline;
import dev.orrery.base.DeadlineExceededException;
import dev.orrery.base.Failure;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** Ends nodes and relayers: all of them at the same time, kindly at first. */
final class Stopping {
    /** How long a process has to end after SIGTERM. */
    static final Duration GRACE = Duration.ofSeconds(5);
    /** How long the system has to carry a SIGKILL out. */
    private static final Duration KILL = Duration.ofSeconds(2);

    private Stopping() {}

    /**
     * Stops them.
     *
     * @throws DeadlineExceededException if one survives even SIGKILL
     */
    static void stop(List<SupervisedProcess> processes) {
        stop(processes, GRACE, KILL);
    }

    static void stop(List<SupervisedProcess> processes, Duration grace, Duration kill) {
        processes.forEach(SupervisedProcess::terminate);
        List<SupervisedProcess> left = remaining(processes, grace);
        left.forEach(SupervisedProcess::kill);
        left = remaining(left, kill);
        left.forEach(SupervisedProcess::killGroup);
        left = remaining(left, kill);
        if (!left.isEmpty()) {
            throw new DeadlineExceededException(Failure.doing("stopping the network")
                    .expected("that all processes end within "
                            + grace.plus(kill).plus(kill).toSeconds() + " s")
                    .seen(left.stream()
                            .map(process -> process.name() + " (pid " + process.pid() + ")")
                            .collect(Collectors.joining(", ", "", " still there after SIGKILL")))
                    .build());
        }
    }

    private static List<SupervisedProcess> remaining(List<SupervisedProcess> processes, Duration atMost) {
        Deadline deadline = Deadline.after(atMost);
        return processes.stream()
                .filter(process -> process.awaitExit(deadline.remaining()).isEmpty())
                .toList();
    }
}
