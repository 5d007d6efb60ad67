package dev.orrery.assertions;

import dev.orrery.base.Deadline;
import dev.orrery.base.DeadlineExceededException;
import dev.orrery.network.Chain;
import java.time.Duration;
import org.assertj.core.annotation.CheckReturnValue;
import org.assertj.core.api.AbstractAssert;

/** Assertions on a chain as it runs. */
public final class ChainAssert extends AbstractAssert<ChainAssert, Chain> {
    ChainAssert(Chain actual) {
        super(actual, ChainAssert.class);
    }

    /**
     * From now on the chain makes this many blocks; {@link Blocks#within} says in which time, and is what waits. Without it
     * nothing is asserted.
     */
    @CheckReturnValue
    public Blocks producesBlocks(int blocks) {
        isNotNull();
        return new Blocks(blocks);
    }

    /** Blocks that a chain is expected to make. */
    public final class Blocks {
        private final int blocks;

        private Blocks(int blocks) {
            this.blocks = blocks;
        }

        /** In this time. Returns as soon as the chain has made them. */
        public ChainAssert within(Duration time) {
            long before = actual.height();
            try {
                actual.awaitHeight(before + blocks, Deadline.after(time));
            } catch (DeadlineExceededException e) {
                // Not asked again: its nodes may be gone.
                long after = actual.client().blocks().seen().height();
                AssertionError error = failure("%s", Expectations.blocks(actual.name(), blocks, time, before, after));
                error.initCause(e);
                throw error;
            }
            return ChainAssert.this;
        }
    }
}
