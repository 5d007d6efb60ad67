package dev.orrery.engine.internal;

import dev.orrery.base.Deadline;
import dev.orrery.engine.backend.UnwatchedNode;
import dev.orrery.engine.internal.start.Readiness;
import dev.orrery.engine.plan.NodeLayout;
import java.util.concurrent.CountDownLatch;

/** The first block of a node that somebody else starts. */
public final class FirstBlock {
    private FirstBlock() {}

    /** Waits until the node can be reached and has a block. */
    public static void await(NodeLayout node, Deadline deadline) {
        Readiness.awaitFirstBlock(node, new UnwatchedNode(new CountDownLatch(1)), () -> {}, deadline)
                .close();
    }
}
