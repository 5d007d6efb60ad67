package dev.orrery.backend.kubernetes.internal.readiness;

import dev.orrery.backend.kubernetes.internal.pods.PodNode;
import dev.orrery.backend.kubernetes.internal.pods.Pods;
import dev.orrery.backend.kubernetes.internal.readiness.ReadinessGate.Verdict;
import dev.orrery.base.CancelledException;
import dev.orrery.base.Deadline;
import dev.orrery.base.DeadlineExceededException;
import dev.orrery.base.OrreryException;
import dev.orrery.client.rpc.CometRpc;
import dev.orrery.client.rpc.Head;
import dev.orrery.client.rpc.NodeStatus;
import io.fabric8.kubernetes.api.model.ContainerStateRunning;
import io.fabric8.kubernetes.api.model.Pod;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows one node by its own events, through all pods that it has, and tells the {@link ReadinessGate} whether it is in sync: it
 * has caught up, and its blocks go on. Runs until its thread is interrupted.
 */
public final class NodeSync implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(NodeSync.class);

    /** A chain of tests that is well is never silent for so long, be the machine ever so busy. */
    private static final Duration LEAST_SILENCE = Duration.ofSeconds(10);

    private static final int BLOCKS_OF_SILENCE = 5;
    /** No event tells that a node has caught up, so it is asked: after so many blocks, or so much time. */
    private static final int BLOCKS_UNTIL_ASKED = 100;

    private static final Duration UNTIL_ASKED = Duration.ofSeconds(1);
    private static final Duration UNTIL_NEXT_TRY = Duration.ofSeconds(1);
    private static final Duration FOR_GOOD = Duration.ofDays(10_000);

    private final Pods pods;
    private final String pod;
    private final URI rpc;
    private final Duration silence;
    private final AtomicReference<Head> newestOfChain;
    private final ReadinessGate gate;
    private String uid = "";
    private Head newest = new Head(0, Instant.EPOCH);
    /** Until when it is well without another block. */
    private Deadline patience = Deadline.after(Duration.ZERO);

    /**
     * @param rpc where the node is reached, whatever pod it has
     * @param blockTime of the chain
     * @param newestOfChain the newest block of any of the chain's nodes, which all of them share
     */
    NodeSync(
            Pods pods,
            String pod,
            URI rpc,
            Duration blockTime,
            AtomicReference<Head> newestOfChain,
            ReadinessGate gate) {
        this.pods = pods;
        this.pod = pod;
        this.rpc = rpc;
        this.newestOfChain = newestOfChain;
        this.gate = gate;
        Duration some = blockTime.multipliedBy(BLOCKS_OF_SILENCE);
        this.silence = some.compareTo(LEAST_SILENCE) > 0 ? some : LEAST_SILENCE;
    }

    @Override
    public void run() {
        try {
            while (true) {
                Pod now = pods.await(pod, NodeSync::isStarted, FOR_GOOD).orElseThrow();
                if (!uid.equals(now.getMetadata().getUid())) {
                    uid = now.getMetadata().getUid();
                    patience = Deadline.after(Duration.ZERO);
                }
                followOnce(startOf(now));
            }
        } catch (CancelledException e) {
            LOG.debug("{} is followed no longer", pod);
        }
    }

    private void followOnce(Instant start) {
        try (CometRpc node = CometRpc.connect(rpc)) {
            follow(node, start);
        } catch (CancelledException e) {
            throw e;
        } catch (OrreryException e) {
            LOG.debug("{} is followed anew", pod, e);
            lost();
        }
    }

    private void follow(CometRpc node, Instant start) {
        NodeStatus status = node.status();
        if (isNews(status.head(), start)) {
            see(status.head());
        } else {
            newest = status.head();
        }
        while (true) {
            gate.tell(uid, verdict(status.catchingUp()));
            Optional<Head> next = status.catchingUp()
                    ? await(node, newest.height() + BLOCKS_UNTIL_ASKED, UNTIL_ASKED)
                    : await(node, newest.height() + 1, patience.passed() ? silence : patience.remaining());
            if (status.catchingUp() || next.isEmpty()) {
                status = node.status();
                next = Optional.of(status.head());
            }
            next.filter(head -> head.height() > newest.height()).ifPresent(this::see);
        }
    }

    /** That a node has blocks says nothing of a chain that halts; that one came since it was started, or seen last, does. */
    private boolean isNews(Head head, Instant start) {
        return head.height() == 1
                || head.time().isAfter(start)
                || (newest.height() > 0 && head.height() > newest.height());
    }

    private void see(Head head) {
        newest = head;
        newestOfChain.accumulateAndGet(head, (one, other) -> one.height() > other.height() ? one : other);
        patience = Deadline.after(silence);
    }

    /** CometBFT takes a node for caught up that has found no peer in time, so the others' blocks are looked at too. */
    private Verdict verdict(boolean catchingUp) {
        Head others = Objects.requireNonNull(newestOfChain.get());
        if (catchingUp || Duration.between(newest.time(), others.time()).compareTo(silence) > 0) {
            return new Verdict(
                    false,
                    "CatchingUp",
                    "it fetches the blocks that others have: " + words(others) + "; had " + words());
        }
        return patience.passed()
                ? new Verdict(
                        false, "NoNewBlock", "no block for " + silence.toSeconds() + " s; the newest one is " + words())
                : new Verdict(true, "BlocksGoOn", "it has caught up, and blocks go on; had " + words());
    }

    private String words() {
        return words(newest);
    }

    private static String words(Head head) {
        return "block " + head.height() + " of " + head.time();
    }

    private void lost() {
        try {
            if (patience.passed()) {
                gate.tell(uid, new Verdict(false, "NoAnswer", "it does not answer; had " + words()));
            }
        } catch (CancelledException cancelled) {
            throw cancelled;
        } catch (OrreryException refused) {
            LOG.debug("nobody hears of {}", pod, refused);
        }
        Optional<Pod> unused = pods.await(
                pod, now -> !isStarted(now) || !uid.equals(now.getMetadata().getUid()), UNTIL_NEXT_TRY);
    }

    private static Optional<Head> await(CometRpc node, long height, Duration atMost) {
        try {
            return Optional.of(node.awaitBlock(height, Deadline.after(atMost)));
        } catch (DeadlineExceededException e) {
            return Optional.empty();
        }
    }

    /** Whether its startup probe has seen a block. */
    private static boolean isStarted(Pod pod) {
        return PodNode.container(pod)
                .filter(status -> Boolean.TRUE.equals(status.getStarted()))
                .isPresent();
    }

    /** When its container was started: by the cluster's clock, as blocks are. */
    private static Instant startOf(Pod pod) {
        return PodNode.container(pod)
                .map(status -> status.getState().getRunning())
                .map(ContainerStateRunning::getStartedAt)
                .map(Instant::parse)
                .orElse(Instant.MAX);
    }
}
