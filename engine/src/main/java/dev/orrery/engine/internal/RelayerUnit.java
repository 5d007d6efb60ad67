package dev.orrery.engine.internal;

import dev.orrery.base.Deadline;
import dev.orrery.engine.backend.BackendSession;
import dev.orrery.engine.backend.RunningRelayer;
import dev.orrery.engine.relayers.RelayerId;
import dev.orrery.engine.relayers.RelayerPlan;
import dev.orrery.engine.relayers.RelayerProgram;
import dev.orrery.engine.relayers.RelayerTask;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.List;

/** One relayer that runs as a process, or waits for its turn. */
final class RelayerUnit {
    private final BackendSession session;
    private final RelayerProgram program;
    private final RelayerTask task;
    private final Path executable;
    private final boolean backup;
    private final List<Integer> ports;

    RelayerUnit(BackendSession session, RelayerProgram program, RelayerTask task, Path executable, boolean backup) {
        this.session = session;
        this.program = program;
        this.task = task;
        this.executable = executable;
        this.backup = backup;
        this.ports = session.reserve(task.id(), program.ports());
    }

    RelayerId id() {
        return task.id();
    }

    boolean backup() {
        return backup;
    }

    /** Its own endpoint, which answers while it runs. */
    String endpoint() {
        return program.endpoint(ports).toString();
    }

    /** Starts it and returns when it relays. */
    RunningRelayer start(Deadline deadline) {
        RelayerPlan plan = program.plan(task, ports);
        RunningRelayer running = session.start(plan, executable);
        boolean ready = false;
        try {
            RelayerReadiness readiness = new RelayerReadiness(task.id(), running, deadline);
            readiness.await(HttpRequest.newBuilder(program.question(ports)), answer -> program.missing(task, answer));
            // Packets may have been sent after it had looked for old ones and before it heard of new ones.
            program.clearing(ports)
                    .ifPresent(uri -> readiness.await(
                            HttpRequest.newBuilder(uri).POST(HttpRequest.BodyPublishers.noBody()),
                            answer -> java.util.Optional.empty()));
            ready = true;
            return running;
        } finally {
            if (!ready) {
                running.stop();
            }
        }
    }
}
