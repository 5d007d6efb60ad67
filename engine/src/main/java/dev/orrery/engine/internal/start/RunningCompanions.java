package dev.orrery.engine.internal.start;

import dev.orrery.base.CancelledException;
import dev.orrery.base.Failure;
import dev.orrery.base.StageException;
import dev.orrery.binaries.Binaries;
import dev.orrery.binaries.Binary;
import dev.orrery.binaries.BuildProgress;
import dev.orrery.engine.RunningNetwork.CompanionExitListener;
import dev.orrery.engine.backend.BackendSession;
import dev.orrery.engine.backend.RunningCompanion;
import dev.orrery.engine.backend.RunningNode;
import dev.orrery.engine.internal.binaries.CompanionBinaries;
import dev.orrery.engine.plan.ChainPlan.NodePlan;
import dev.orrery.engine.plan.CompanionId;
import dev.orrery.engine.plan.CompanionPlan;
import dev.orrery.engine.plan.NodeId;
import dev.orrery.spec.NetworkSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The programs that run beside nodes. Each is started with its node and stopped when that has ended, or with the network. One
 * that ends by itself with status 0 has done its work; with another, before the network is ready, it fails the start.
 * Thread-safe.
 */
public final class RunningCompanions implements AutoCloseable {
    private static final Duration FOR_GOOD = Duration.ofDays(10_000);
    private static final int LOG_LINES = 15;

    private final BackendSession session;
    private final Map<String, Path> programs;
    private final Map<CompanionId, RunningCompanion> running = new ConcurrentHashMap<>();
    private final ExecutorService watches = Executors.newVirtualThreadPerTaskExecutor();

    private RunningCompanions(BackendSession session, Map<String, Path> programs) {
        this.session = session;
        this.programs = programs;
    }

    /** None: those that there are run with their nodes, which this process does not start. */
    public static RunningCompanions none(BackendSession session) {
        return new RunningCompanions(session, Map.of());
    }

    /** Has every program of a spec, one after the other; those with the same source share one. */
    public static RunningCompanions of(
            NetworkSpec spec, Binaries source, BuildProgress progress, BackendSession session) {
        Map<String, Binary> binaries = CompanionBinaries.get(spec, source, progress);
        session.companions(binaries);
        Map<String, Path> programs = new LinkedHashMap<>();
        binaries.forEach((name, binary) -> programs.put(name, binary.executable()));
        return new RunningCompanions(session, programs);
    }

    /** Starts those of a node that come before it. */
    void startFirst(NodePlan node) {
        start(node.companions().stream().filter(CompanionPlan::first).toList());
    }

    /** Starts those of a node that come after its first block; from now on they end with it. */
    void startRest(NodePlan node, NodeId id, RunningNode process) {
        start(node.companions().stream().filter(plan -> !plan.first()).toList());
        if (!node.companions().isEmpty()) {
            watches.execute(() -> endWith(id, process));
        }
    }

    private void start(List<CompanionPlan> plans) {
        if (programs.isEmpty()) {
            return;
        }
        for (CompanionPlan plan : plans) {
            Path program = Objects.requireNonNull(
                    programs.get(plan.id().node().chain() + "/" + plan.id().name()));
            running.put(plan.id(), session.start(plan, program));
        }
    }

    private void endWith(NodeId node, RunningNode process) {
        try {
            if (process.awaitExit(FOR_GOOD).isPresent()) {
                running.forEach((id, companion) -> {
                    if (id.node().equals(node)) {
                        companion.stop();
                    }
                });
            }
        } catch (CancelledException e) {
            // The network is closed, and its session stops them all.
        }
    }

    /**
     * Makes sure that all of them run, or have done what they had to do.
     *
     * @throws StageException in the words of one that has failed
     */
    public void check() {
        running.forEach((id, companion) -> {
            OptionalInt exit = companion.awaitExit(Duration.ZERO);
            if (exit.isPresent() && exit.getAsInt() != 0) {
                throw failure(id, companion, exit.getAsInt());
            }
        });
    }

    private static StageException failure(CompanionId id, RunningCompanion companion, int status) {
        List<String> lines = companion.lastLines(LOG_LINES);
        String last = lines.reversed().stream()
                .filter(line -> !line.isBlank())
                .findFirst()
                .map(line -> ": " + line.strip())
                .orElse("");
        return new StageException(Failure.doing("starting " + id)
                .expected("a companion that keeps running, or ends with status 0")
                .seen("it exited with status " + status + (status > 128 ? " (signal " + (status - 128) + ")" : "")
                        + last)
                .log(companion.log(), lines)
                .build());
    }

    /** Tells of every one that ends by itself. */
    public void listen(CompanionExitListener listener) {
        running.forEach((id, companion) -> watches.execute(() -> {
            try {
                OptionalInt status = companion.awaitExit(FOR_GOOD);
                if (status.isPresent() && !watches.isShutdown()) {
                    listener.onExit(id, status.getAsInt(), companion.lastLines(LOG_LINES));
                }
            } catch (CancelledException e) {
                // The network is closed: from now on it is no news when one ends.
            }
        }));
    }

    /** Stops watching; the session stops what runs. */
    @Override
    public void close() {
        watches.shutdownNow();
    }
}
