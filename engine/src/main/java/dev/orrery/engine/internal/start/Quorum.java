package dev.orrery.engine.internal.start;

import dev.orrery.base.Failure;
import dev.orrery.base.StageException;
import dev.orrery.engine.Stage;
import dev.orrery.engine.plan.ChainLayout;
import dev.orrery.engine.plan.NodeLayout;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

/**
 * Whether a chain can make blocks though validators of genesis did not come up: CometBFT needs more than two thirds of the
 * voting power. Thread-safe.
 */
public final class Quorum {
    private final ChainLayout chain;
    private final ReentrantLock lock = new ReentrantLock();
    private final List<NodeLayout> lost = new ArrayList<>();

    Quorum(ChainLayout chain) {
        this.chain = chain;
    }

    /** Whether these nodes are enough to make blocks. */
    boolean isReachedBy(Collection<NodeLayout> nodes) {
        BigInteger two = BigInteger.TWO;
        BigInteger three = BigInteger.valueOf(3);
        return power(nodes).multiply(three).compareTo(power(chain.nodes()).multiply(two)) > 0;
    }

    /**
     * Takes note that a node did not come up: its process has ended at its start, or makes no block.
     *
     * @throws StageException if the chain cannot make blocks any more; of one node that is no validator of genesis, or the only
     *     one, that is its own failure
     */
    void lost(NodeLayout node, StageException failure) {
        lock.lock();
        try {
            lost.add(node);
            if (!node.inGenesis() || validators() == 1) {
                throw failure;
            }
            BigInteger all = power(chain.nodes());
            BigInteger missing = power(lost);
            if (missing.multiply(BigInteger.valueOf(3)).compareTo(all) >= 0) {
                throw tooFew(failure, all, missing);
            }
        } finally {
            lock.unlock();
        }
    }

    private StageException tooFew(StageException last, BigInteger all, BigInteger missing) {
        Failure own = last.failure();
        Failure.Builder failure = Failure.doing("starting " + chain.name())
                .where("stage " + Stage.START)
                .expected("validators with more than two thirds of the voting power of " + all)
                .seen(missing + " of " + all + " are missing: "
                        + lost.stream()
                                .map(node -> node.id().toString())
                                .sorted()
                                .collect(Collectors.joining(", "))
                        + " did not come up; " + (lost.size() > 1 ? "the last of them: " : "")
                        + own.seen().orElse(own.doing()));
        own.logFile().ifPresent(file -> failure.log(file, own.log()));
        own.hint().ifPresent(failure::hint);
        own.command().ifPresent(failure::command);
        return new StageException(failure.build(), last);
    }

    private long validators() {
        return chain.nodes().stream().filter(NodeLayout::inGenesis).count();
    }

    private BigInteger power(Collection<NodeLayout> nodes) {
        return nodes.stream()
                .filter(NodeLayout::inGenesis)
                .map(node -> node.stake().divide(chain.spec().powerReduction()))
                .reduce(BigInteger.ZERO, BigInteger::add);
    }
}
