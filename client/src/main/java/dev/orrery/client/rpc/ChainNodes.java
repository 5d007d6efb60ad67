package dev.orrery.client.rpc;

import dev.orrery.base.CancelledException;
import dev.orrery.base.ChainException;
import dev.orrery.base.Deadline;
import dev.orrery.base.DeadlineExceededException;
import dev.orrery.base.Failure;
import dev.orrery.base.InvalidInputException;
import dev.orrery.base.OrreryException;
import dev.orrery.base.UnreachableException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;

/**
 * The nodes of one chain, one of which is in use until it is lost; then the next that answers is. So who asks after a
 * transaction is answered by the node that had it, and time does not run backwards: a node that takes over is given time
 * to reach the block that was seen last. Opens nothing before it is needed. Thread-safe.
 */
public final class ChainNodes implements AutoCloseable {
    /** How long a node that takes over may take to reach the height of the lost one. */
    private static final Duration CATCH_UP = Duration.ofSeconds(2);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(10);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);

    private final List<ChainNode> nodes;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private String chainId;
    private int current;
    private boolean closed;

    /**
     * @param rpcs the addresses of their RPC, in the order in which they are tried
     * @param chainId the chain that must answer there; if empty, the chain of the first node that answers
     * @param timeout how long one call to one node may take
     * @param trusted X.509 certificates in PEM, to be trusted instead of those that the Java platform knows
     */
    public ChainNodes(List<URI> rpcs, String chainId, Duration timeout, Optional<Path> trusted) {
        if (rpcs.isEmpty()) {
            throw new InvalidInputException(Failure.doing("describing the nodes of " + chainId)
                    .expected("at least one")
                    .seen("none")
                    .build());
        }
        this.chainId = chainId;
        List<ChainNode> all = new ArrayList<>();
        for (URI rpc : rpcs) {
            all.add(new ChainNode(all.size(), rpc, this::agree, timeout, trusted));
        }
        this.nodes = List.copyOf(all);
    }

    /** The chain; empty if it was not given and no node has been reached yet. */
    public String chainId() {
        lock.lock();
        try {
            return chainId;
        } finally {
            lock.unlock();
        }
    }

    /** The chain that a node must be of, if it says that it is of this one. */
    private String agree(String seen) {
        lock.lock();
        try {
            if (chainId.isEmpty()) {
                chainId = seen;
            }
            return chainId;
        } finally {
            lock.unlock();
        }
    }

    public List<ChainNode> all() {
        return nodes;
    }

    /** The node that is in use, whether or not it is connected. */
    public ChainNode current() {
        lock.lock();
        try {
            return nodes.get(current);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Asks a node: the one in use, or if it cannot be reached or says nothing, those after it. For what may be asked
     * twice. Each gets a fair share of the time.
     *
     * @throws UnreachableException if none can be reached, with what each of them said
     * @throws DeadlineExceededException if the last of them did not answer in time
     */
    public <T> T ask(String doing, Deadline deadline, BiFunction<ChainNode, Deadline, T> call) {
        int first = current().index();
        List<String> words = new ArrayList<>();
        OrreryException last = null;
        for (int i = 0; i < nodes.size(); i++) {
            requireOpen(doing);
            ChainNode node = nodes.get((first + i) % nodes.size());
            Deadline share = share(deadline, nodes.size() - i);
            try {
                if (i > 0) {
                    catchUp(node, share);
                }
                T answer = answer(node, share, call);
                use(node);
                return answer;
            } catch (UnreachableException | DeadlineExceededException e) {
                last = e;
                words.add(node.rpcUri() + ": " + e.failure().seen().orElse("no answer in time"));
            }
            if (deadline.passed()) {
                break;
            }
        }
        if (last instanceof DeadlineExceededException || (last != null && nodes.size() == 1)) {
            throw last;
        }
        throw new UnreachableException(
                Failure.doing(doing)
                        .where(chainId())
                        .expected("an answer of one of its " + nodes.size() + " nodes")
                        .seen(String.join("; ", words))
                        .hint("are they running? A node's address is [rpc] laddr in its config.toml")
                        .build(),
                last == null ? new AssertionError("there is a node") : last);
    }

    /** Once more if the connection broke: it may have been an old one. */
    private static <T> T answer(ChainNode node, Deadline share, BiFunction<ChainNode, Deadline, T> call) {
        if (!node.isConnected()) {
            return call.apply(node, share);
        }
        try {
            return call.apply(node, share);
        } catch (UnreachableException e) {
            return call.apply(node, share);
        }
    }

    /**
     * As {@link #ask}, but where no node can be reached it is tried again until the deadline.
     *
     * @throws DeadlineExceededException with what the nodes said last
     */
    <T> T askPersistently(String doing, Deadline deadline, BiFunction<ChainNode, Deadline, T> call) {
        for (int losses = 0; ; losses++) {
            try {
                return ask(doing, deadline, call);
            } catch (UnreachableException e) {
                if (!deadline.passed()) {
                    pause(losses, deadline, doing);
                }
                if (deadline.passed()) {
                    throw new DeadlineExceededException(
                            Failure.doing(doing)
                                    .where(chainId())
                                    .expected("an answer within " + deadline.total())
                                    .seen(e.failure().seen().orElse("no node can be reached"))
                                    .hint("see in the node's log whether it has stopped")
                                    .build(),
                            e);
                }
            }
        }
    }

    /** A connection to the node in use, or to the next that can be reached. */
    public CometRpc rpc(Deadline deadline) {
        return ask("connecting to " + chainId(), deadline, ChainNode::rpc);
    }

    /**
     * Waits a moment before something is tried again that nothing tells of, such as a port that opens.
     *
     * @param attempt the first is 0; the more, the longer
     */
    void pause(int attempt, Deadline deadline, String doing) {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(attempt, 6));
        Duration longest = pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
        Deadline end = deadline.atMost(longest);
        lock.lock();
        try {
            requireOpen(doing);
            // Whoever wakes us wants us to look again, so one wait is enough.
            boolean unused = end.await(changed, () -> Failure.doing(doing).build());
        } finally {
            lock.unlock();
        }
    }

    /** Tells a node that is silent from one whose chain halts: the next is used if it does not answer. */
    void suspect(ChainNode node, Deadline deadline) {
        if (nodes.size() == 1) {
            return;
        }
        try {
            NodeStatus unused = node.rpc(deadline).status(deadline);
        } catch (CancelledException e) {
            throw e;
        } catch (OrreryException e) {
            lock.lock();
            try {
                if (nodes.get(current) == node) {
                    current = (current + 1) % nodes.size();
                }
            } finally {
                lock.unlock();
            }
        }
    }

    /** Lets those who wait look again at what they wait for. */
    void wake() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        nodes.forEach(ChainNode::wake);
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        nodes.forEach(ChainNode::close);
    }

    /** Whether it was closed. */
    public boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    void requireOpen(String doing) {
        if (isClosed()) {
            throw new ChainException(
                    Failure.doing(doing).seen("this client is closed").build());
        }
    }

    private void use(ChainNode node) {
        lock.lock();
        try {
            current = node.index();
        } finally {
            lock.unlock();
        }
    }

    private void catchUp(ChainNode node, Deadline share) {
        long height = nodes.stream().mapToLong(ChainNode::heardOf).max().orElse(0);
        if (height == 0 || node.heardOf() >= height) {
            return;
        }
        CometRpc rpc = node.rpc(share);
        try {
            Head unused = rpc.awaitBlock(height, share.atMost(CATCH_UP));
        } catch (DeadlineExceededException e) {
            // The chain may have halted with the lost node, so what this one has is the newest there is.
        }
    }

    private static Deadline share(Deadline deadline, int among) {
        return among == 1 ? deadline : Deadline.after(deadline.remaining().dividedBy(among));
    }
}
