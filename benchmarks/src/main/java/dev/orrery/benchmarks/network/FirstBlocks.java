package dev.orrery.benchmarks.network;

import dev.orrery.base.Deadline;
import dev.orrery.base.DeadlineExceededException;
import dev.orrery.base.Failure;
import dev.orrery.base.StageException;
import dev.orrery.client.rpc.CometRpc;
import dev.orrery.engine.plan.NodeAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Waits for the first block of nodes that nobody else looks after, as the engine does it for its own. */
final class FirstBlocks {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    /** Nothing tells when a process opens its port, so it is asked again, waiting for the process's end in between. */
    private static final int RETRY_MILLIS = 10;

    private FirstBlocks() {}

    /**
     * Returns once all nodes are at block 1.
     *
     * @param process whose end means that there will be no block
     */
    static void await(Collection<NodeAddress> nodes, Process process) {
        Deadline deadline = Deadline.after(PATIENCE);
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> waits = new ArrayList<>();
            nodes.forEach(node -> waits.add(executor.submit(() -> await(node, process, deadline))));
            for (Future<?> wait : waits) {
                deadline.await(wait, () -> missed(nodes.toString()));
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new AssertionError("a wait threw what no wait may throw", e);
        }
    }

    private static void await(NodeAddress node, Process process, Deadline deadline) {
        URI uri = URI.create("http://" + node.host() + ":" + node.rpc());
        while (!deadline.passed()) {
            Optional<CometRpc> connected = CometRpc.tryConnect(uri, deadline.remaining());
            if (connected.isPresent()) {
                try (CometRpc rpc = connected.get()) {
                    rpc.awaitBlock(1, deadline);
                    return;
                }
            }
            if (ended(process)) {
                throw new StageException(Failure.doing("starting the node at " + uri)
                        .seen("it exited with status " + process.exitValue())
                        .build());
            }
        }
        throw new DeadlineExceededException(missed(uri.toString()));
    }

    private static boolean ended(Process process) {
        try {
            return process.waitFor(RETRY_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private static Failure missed(String where) {
        return Failure.doing("waiting for the first block of " + where)
                .expected("block 1 within " + PATIENCE.toSeconds() + " s")
                .seen("none")
                .build();
    }
}
