package dev.orrery.assertions;

import dev.orrery.base.Deadline;
import dev.orrery.base.DeadlineExceededException;
import dev.orrery.network.Chain;
import java.time.Duration;
import org.assertj.core.api.AbstractAssert;

/** Assertions on a chain as it runs. */
public final class ChainAssert extends AbstractAssert<ChainAssert, Chain> {
    ChainAssert(Chain actual) {
        super(actual, ChainAssert.class);
    }

    /** From now on the chain makes this many blocks in this time. Returns as soon as it has. */
    public ChainAssert producesBlocks(int blocks, Duration within) {
        isNotNull();
        long before = actual.height();
        try {
            actual.awaitHeight(before + blocks, Deadline.after(within));
        } catch (DeadlineExceededException e) {
            AssertionError error =
                    failure("%s", Expectations.blocks(actual.name(), blocks, within, before, actual.height()));
            error.initCause(e);
            throw error;
        }
        return this;
    }
}
