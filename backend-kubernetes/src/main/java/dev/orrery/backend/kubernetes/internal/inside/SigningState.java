package dev.orrery.backend.kubernetes.internal.inside;

import dev.orrery.base.Deadline;
import dev.orrery.base.DeadlineExceededException;
import dev.orrery.base.OrreryException;
import dev.orrery.client.rpc.CometRpc;
import dev.orrery.engine.plan.ChainLayout;
import dev.orrery.engine.plan.NodeLayout;
import dev.orrery.engine.plan.PlannedFile;
import dev.orrery.engine.stages.HomeFiles;
import dev.orrery.engine.stages.StageLog;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What a validator remembers of its votes ({@code priv_validator_state.json}), for one that comes back with its key and an empty
 * home. It gets a height above any that it can have voted at, and CometBFT then keeps it from voting at or below that
 * ({@code privval.FilePVLastSignState.CheckHRS}).
 *
 * <p>Only where the others go on without it: a chain that halts without this validator would halt for good if that kept
 * silent. And only where they have made blocks already; at a chain's start there is nothing to remember.
 */
public final class SigningState {
    private static final String FILE = "data/priv_validator_state.json";
    /** Others may lag behind the height at which this one voted last; and they go on while its pod starts. */
    private static final int MARGIN = 5;

    private static final int PRECOMMIT = 3;
    private static final int ASKED = 3;
    private static final Duration TO_CONNECT = Duration.ofSeconds(1);
    /** For one more block of a chain that goes on. */
    private static final Duration TO_GO_ON = Duration.ofSeconds(10);

    private final Path home;
    private final StageLog log;

    SigningState(Path home, StageLog log) {
        this.home = home;
        this.log = log;
    }

    /** Whether the home is one that a node has run in, or could have. */
    boolean isThere() {
        return Files.exists(home.resolve(FILE));
    }

    /** Makes sure that a validator with a new home votes for nothing that it may have voted for before. */
    void restore(ChainLayout chain, NodeLayout node, Deadline deadline) {
        List<URI> peers = new ArrayList<>();
        chain.nodes().stream()
                .filter(other -> !other.id().equals(node.id()))
                .limit(ASKED)
                .forEach(other -> peers.add(other.address().rpcUri()));
        long highest =
                peers.stream().mapToLong(peer -> height(peer, deadline)).max().orElse(0);
        if (highest > 0) {
            long height = highest + MARGIN;
            HomeFiles.write(
                    home,
                    PlannedFile.secret(
                            FILE, "{\"height\":\"" + height + "\",\"round\":0,\"step\":" + PRECOMMIT + "}\n"));
            log.line("the chain goes on at height " + highest + " while this home is new: no vote up to height "
                    + height + ", since nothing tells what it has voted for before");
        }
    }

    /** How far a peer is that gets blocks; 0 for one that is not there, has none yet, or gets no more. */
    private long height(URI peer, Deadline deadline) {
        try {
            return CometRpc.tryConnect(peer, TO_CONNECT)
                    .map(rpc -> goingOn(rpc, deadline))
                    .orElse(0L);
        } catch (DeadlineExceededException e) {
            log.line(peer.getHost() + " gets no blocks without this node, which is therefore free to vote");
            return 0;
        } catch (OrreryException e) {
            log.line(
                    peer.getHost() + " does not tell its height: " + e.failure().headline());
            return 0;
        }
    }

    private static long goingOn(CometRpc rpc, Deadline deadline) {
        try (rpc) {
            long height = rpc.head().height();
            return height == 0
                    ? 0
                    : rpc.awaitBlock(height + 1, deadline.atMost(TO_GO_ON)).height();
        }
    }
}
