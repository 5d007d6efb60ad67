package dev.orrery.engine.internal.start;

import dev.orrery.base.ChainException;
import dev.orrery.base.Deadline;
import dev.orrery.base.DeadlineExceededException;
import dev.orrery.base.Failure;
import dev.orrery.base.HostException;
import dev.orrery.base.OrreryException;
import dev.orrery.base.StageException;
import dev.orrery.client.rpc.CometRpc;
import dev.orrery.engine.Stage;
import dev.orrery.engine.backend.NodeExit;
import dev.orrery.engine.backend.RunningNode;
import dev.orrery.engine.plan.NodeLayout;
import dev.orrery.engine.plan.PathEnd;
import dev.orrery.engine.stages.Disk;
import dev.orrery.ibc.IbcQueries;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** Waits until a node, and then a path, is of use; a node that dies meanwhile tells why at once. */
public final class Readiness {
    /** Nothing tells when a process opens its port, so it is asked again, waiting for the process's end in between. */
    private static final Duration UNTIL_NEXT_TRY = Duration.ofMillis(10);
    /** Of the time waited so far: many nodes that start slowly must not be slowed by being asked. */
    private static final int SHARE_OF_THE_WAIT = 20;
    /** How long one try may take; a node may be too busy to answer, and answer the next. */
    private static final Duration TRY = Duration.ofSeconds(20);
    /** How long after its connection broke a node's end is waited for, so that its own words can be told. */
    private static final Duration UNTIL_EXIT = Duration.ofSeconds(2);

    private static final int LOG_LINES = 15;

    private Readiness() {}

    /**
     * Waits until the node has its first block. A connection that the node drops, or does not answer, is made anew for as
     * long as its process lives: on a busy machine that happens.
     *
     * @param answers is run as soon as the node takes a connection
     * @return a connection to the node, for the caller to close
     */
    public static CometRpc awaitFirstBlock(NodeLayout node, RunningNode running, Runnable answers, Deadline deadline) {
        String seen = "its RPC port " + node.address().users().rpc() + " is still closed";
        Duration pause = UNTIL_NEXT_TRY;
        while (!deadline.passed()) {
            try {
                Optional<CometRpc> rpc = CometRpc.tryConnect(node.address().rpcUri(), TRY);
                if (rpc.isPresent()) {
                    answers.run();
                    return firstBlock(rpc.get(), deadline);
                }
            } catch (ChainException | DeadlineExceededException e) {
                seen = "no block; " + e.failure().seen().orElse(e.failure().doing());
                pause = deadline.passed() ? Duration.ZERO : UNTIL_EXIT;
            }
            OptionalInt exit = running.awaitExit(pause);
            if (exit.isPresent()) {
                throw NodeExit.explain(node.id(), node.address(), running, exit.getAsInt());
            }
            Duration waited = deadline.total().minus(deadline.remaining());
            pause = longer(UNTIL_NEXT_TRY, waited.dividedBy(SHARE_OF_THE_WAIT));
        }
        String round = ConsensusRound.of(node.address().rpcUri())
                .map(words -> "; " + words)
                .orElse("");
        throw withLog(node, running, deadline, seen + round);
    }

    /** Of a validator whose process runs, but got less far than those of others. */
    static StageException behind(NodeLayout node, RunningNode running, Stragglers.Late late) {
        String others = late.after().toSeconds() + " s after the others";
        return new StageException(Failure.doing("waiting for the first block of " + node.id())
                .where("stage " + Stage.START)
                .expected(
                        late.blocks()
                                ? "block 1, as the other validators have"
                                : "a block of a chain whose validators answer")
                .seen("its process runs, but "
                        + (late.blocks() ? "has no block " + others : "does not answer " + others + " do"))
                .log(running.log(), running.lastLines(LOG_LINES))
                .hint("does it wait for something, or see no peers? Its log tells: orrery logs " + node.id()
                        + " --stage " + Stage.START)
                .build());
    }

    private static CometRpc firstBlock(CometRpc rpc, Deadline deadline) {
        try {
            rpc.awaitBlock(1, deadline);
            return rpc;
        } catch (OrreryException e) {
            rpc.close();
            throw e;
        }
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private static OrreryException withLog(NodeLayout node, RunningNode running, Deadline deadline, String seen) {
        Failure.Builder failure = Failure.doing("waiting for the first block of " + node.id())
                .where("stage " + Stage.START)
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
    public static void awaitOpen(PathEnd end, PathEnd.Open open, CometRpc rpc, Deadline deadline) {
        IbcQueries ibc = new IbcQueries(rpc);
        String seen = "";
        while (!deadline.passed()) {
            String client = ibc.clientStatus(open.clientId());
            String connection =
                    open.isV2() ? "OPEN" : ibc.connection(open.connectionId()).state();
            List<String> closed = open.channels().stream()
                    .filter(channel -> !open.isV2())
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
                .where(open.clientId()
                        + (open.isV2() ? "" : ", " + open.connectionId())
                        + open.channels().stream()
                                .map(channel -> ", " + channel.port() + "/" + channel.id())
                                .collect(Collectors.joining()))
                .expected("client Active, connection and channels OPEN within "
                        + deadline.total().toSeconds() + " s");
    }
}
