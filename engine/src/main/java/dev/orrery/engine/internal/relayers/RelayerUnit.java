package dev.orrery.engine.internal.relayers;

import dev.orrery.base.Deadline;
import dev.orrery.client.ChainClient;
import dev.orrery.client.ChainConnection;
import dev.orrery.engine.backend.BackendSession;
import dev.orrery.engine.backend.RunningRelayer;
import dev.orrery.engine.relayers.RelayedEnd;
import dev.orrery.engine.relayers.RelayerId;
import dev.orrery.engine.relayers.RelayerPlan;
import dev.orrery.engine.relayers.RelayerProgram;
import dev.orrery.engine.relayers.RelayerTask;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** One relayer that runs as a process, or waits for its turn. */
public final class RelayerUnit {
    /** The CometBFT of SDK 0.47 and older; other nodes are not kept waiting for a gRPC connection of this process. */
    private static final Pattern OPENS_GRPC_LATE = Pattern.compile("v?0\\.3[0-7]\\.");

    private final BackendSession session;
    private final RelayerProgram program;
    private final RelayerTask task;
    private final List<RelayedEnd> asUsers;
    private final Path executable;
    private final boolean backup;
    private final List<Integer> ports;

    /** @param asUsers both sides with the endpoints that this process reaches, which need not be those of the relayer */
    RelayerUnit(
            BackendSession session,
            RelayerProgram program,
            RelayerTask task,
            List<RelayedEnd> asUsers,
            Path executable,
            boolean backup) {
        this.session = session;
        this.program = program;
        this.task = task;
        this.asUsers = asUsers;
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
        asUsers.forEach(end -> awaitLateGrpc(end, deadline));
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

    /** Hermes gives up for good a chain whose gRPC is not open when it starts. */
    private static void awaitLateGrpc(RelayedEnd end, Deadline deadline) {
        ChainConnection node = ChainConnection.to(
                        URI.create(end.node().rpc()), end.chain().chainId())
                .grpc(end.node().grpc())
                .build();
        try (ChainClient client = ChainClient.open(node)) {
            if (OPENS_GRPC_LATE.matcher(client.rpc().status().version()).lookingAt()) {
                client.awaitGrpc(deadline);
            }
        }
    }
}
