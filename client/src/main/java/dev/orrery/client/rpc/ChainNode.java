package dev.orrery.client.rpc;

import dev.orrery.base.ChainException;
import dev.orrery.base.Deadline;
import dev.orrery.base.Failure;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** One of a chain's nodes: connected when it is needed, and again when the connection was lost. Thread-safe. */
public final class ChainNode {
    private final int index;
    private final URI rpcUri;
    private final UnaryOperator<String> agree;
    private final Duration timeout;
    private final Optional<Path> trusted;
    private final ReentrantLock connecting = new ReentrantLock();
    private volatile @Nullable CometRpc rpc;
    private volatile boolean closed;

    ChainNode(int index, URI rpcUri, UnaryOperator<String> agree, Duration timeout, Optional<Path> trusted) {
        this.index = index;
        this.rpcUri = rpcUri;
        this.agree = agree;
        this.timeout = timeout;
        this.trusted = trusted;
    }

    /** Its place among the chain's nodes. */
    public int index() {
        return index;
    }

    Duration timeout() {
        return timeout;
    }

    public URI rpcUri() {
        return rpcUri;
    }

    /**
     * A connection to it, whose chain is the right one.
     *
     * @throws dev.orrery.base.UnreachableException if it cannot be reached
     * @throws ChainException if it is a node of another chain
     */
    public CometRpc rpc(Deadline deadline) {
        CometRpc open = rpc;
        if (open != null && open.isOpen()) {
            return open;
        }
        return reconnect(deadline);
    }

    private CometRpc reconnect(Deadline deadline) {
        String doing = "connecting to " + rpcUri;
        deadline.lock(
                connecting,
                () -> Failure.doing(doing)
                        .expected("a connection within " + deadline.total())
                        .seen("others still trying")
                        .build());
        try {
            CometRpc open = rpc;
            if (open != null && open.isOpen()) {
                return open;
            }
            open = CometRpc.tryConnect(rpcUri, trusted, timeout, deadline).orElseThrow(() -> CometRpc.refused(rpcUri));
            boolean right = false;
            try {
                String seen = open.status(deadline).chainId();
                String chainId = agree.apply(seen);
                if (!seen.equals(chainId)) {
                    throw new ChainException(Failure.doing(doing)
                            .expected("the chain " + chainId)
                            .seen("the chain " + seen)
                            .hint("check the address, or the chain ID that was given")
                            .build());
                }
                right = true;
            } finally {
                if (!right) {
                    open.close();
                }
            }
            rpc = open;
            if (closed) {
                open.close();
            }
            return open;
        } finally {
            connecting.unlock();
        }
    }

    boolean isConnected() {
        CometRpc open = rpc;
        return open != null && open.isOpen();
    }

    /** The newest block that this node was heard to have; 0 if none was. */
    long heardOf() {
        CometRpc last = rpc;
        return last == null ? 0 : last.heardOf();
    }

    void wake() {
        CometRpc open = rpc;
        if (open != null) {
            open.wake();
        }
    }

    void close() {
        closed = true;
        CometRpc open = rpc;
        if (open != null) {
            open.close();
        }
    }

    @Override
    public String toString() {
        return rpcUri.toString();
    }
}
