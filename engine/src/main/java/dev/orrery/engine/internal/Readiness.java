package dev.orrery.engine.internal;

import dev.orrery.base.CancelledException;
import dev.orrery.base.Deadline;
import dev.orrery.base.DeadlineExceededException;
import dev.orrery.base.Failure;
import dev.orrery.base.HostException;
import dev.orrery.base.OrreryException;
import dev.orrery.base.StageException;
import dev.orrery.client.rpc.CometRpc;
import dev.orrery.engine.backend.RunningNode;
import dev.orrery.engine.plan.NodeLayout;
import dev.orrery.engine.plan.PathEnd;
import dev.orrery.engine.stages.Disk;
import dev.orrery.engine.stages.NodeExit;
import dev.orrery.ibc.IbcQueries;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** Waits until a node, and then a path, is of use; a node that dies meanwhile tells why at once. */
final class Readiness {
    /** Nothing tells when a process opens its port, so it is asked again, waiting for the process's end in between. */
    private static final Duration UNTIL_NEXT_TRY = Duration.ofMillis(10);
    /** How long after its connection broke a node's end is waited for, so that its own words can be told. */
    private static final Duration UNTIL_EXIT = Duration.ofSeconds(2);

    private static final int LOG_LINES = 15;

    private Readiness() {}

    /**
     * Waits until the node has its first block.
     *
     * @return a connection to the node, for the caller to close
     */
    static CometRpc awaitFirstBlock(NodeLayout node, RunningNode running, Deadline deadline) {
        URI uri = URI.create(
                "http://" + node.address().host() + ":" + node.address().rpc());
        CometRpc rpc = connect(node, running, uri, deadline);
        try {
            rpc.awaitBlock(1, deadline);
            return rpc;
        } catch (CancelledException e) {
            rpc.close();
            throw e;
        } catch (OrreryException e) {
            rpc.close();
            OptionalInt exit = deadline.passed() ? running.awaitExit(Duration.ZERO) : running.awaitExit(UNTIL_EXIT);
            if (exit.isPresent()) {
                throw NodeExit.explain(node.id(), node.address(), running, exit.getAsInt());
            }
            throw withLog(
                    node,
                    running,
                    deadline,
                    "no block; " + e.failure().seen().orElse(e.failure().doing()));
        }
    }

    private static CometRpc connect(NodeLayout node, RunningNode running, URI uri, Deadline deadline) {
        while (!deadline.passed()) {
            Optional<CometRpc> rpc = CometRpc.tryConnect(uri, deadline.remaining());
            if (rpc.isPresent()) {
                return rpc.get();
            }
            OptionalInt exit = running.awaitExit(UNTIL_NEXT_TRY);
            if (exit.isPresent()) {
                throw NodeExit.explain(node.id(), node.address(), running, exit.getAsInt());
            }
        }
        throw withLog(node, running, deadline, "its RPC port " + node.address().rpc() + " is still closed");
    }

    private static OrreryException withLog(NodeLayout node, RunningNode running, Deadline deadline, String seen) {
        Failure.Builder failure = Failure.doing("waiting for the first block of " + node.id())
                .where("stage start")
                .expected("block 1 within " + deadline.total().toSeconds() + " s")
                .log(running.log(), running.lastLines(LOG_LINES));
        if (Disk.isFull(running.log())) {
            return new HostException(failure.seen("the disk is full: " + seen)
                    .hint(Disk.hint(running.log()))
                    .build());
        }
        return new DeadlineExceededException(failure.seen(seen)
                .hint("a chain makes blocks when validators with more than two thirds of the power are up and see each"
                        + " other; a slow machine may need a longer time-out")
                .build());
    }

    /** Waits until one side of a path is of use: its light client Active, all channels open. Looks at every new block. */
    static void awaitOpen(PathEnd end, PathEnd.Open open, CometRpc rpc, Deadline deadline) {
        IbcQueries ibc = new IbcQueries(rpc);
        String seen = "";
        while (!deadline.passed()) {
            String client = ibc.clientStatus(open.clientId());
            String connection = ibc.connection(open.connectionId()).state();
            List<String> closed = open.channels().stream()
                    .map(channel -> ibc.channel(channel.port(), channel.id()))
                    .filter(channel -> !channel.isOpen())
                    .map(channel -> ", " + channel.port() + "/" + channel.id() + " " + channel.state())
                    .toList();
            if (client.equals("Active") && connection.equals("OPEN") && closed.isEmpty()) {
                return;
            }
            seen = "client " + client + ", connection " + connection + String.join("", closed);
            if (client.equals("Expired") || client.equals("Frozen")) {
                throw new StageException(open(end, open, deadline).seen(seen).build());
            }
            rpc.awaitBlock(rpc.head().height() + 1, deadline);
        }
        throw new DeadlineExceededException(open(end, open, deadline).seen(seen).build());
    }

    private static Failure.Builder open(PathEnd end, PathEnd.Open open, Deadline deadline) {
        return Failure.doing("waiting for the path " + end.path() + " of " + end.chain() + " to " + end.counterparty())
                .where(open.clientId() + ", " + open.connectionId()
                        + open.channels().stream()
                                .map(channel -> ", " + channel.port() + "/" + channel.id())
                                .collect(Collectors.joining()))
                .expected("client Active, connection and channels OPEN within "
                        + deadline.total().toSeconds() + " s");
    }
}
