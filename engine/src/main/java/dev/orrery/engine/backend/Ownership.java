package dev.orrery.engine.backend;

import dev.orrery.binaries.BinaryFacts;
import dev.orrery.engine.RunningNetwork;
import dev.orrery.engine.UpOptions;
import dev.orrery.engine.internal.TakeOver;
import dev.orrery.engine.plan.Layout;
import dev.orrery.spec.NetworkSpec;
import java.util.Map;

/** Owns a network whose nodes somebody else starts, such as a cluster that manifests were applied to. */
public final class Ownership {
    private Ownership() {}

    /**
     * Does all that {@link dev.orrery.engine.Orrery#up} does but starting: waits for the nodes, makes validators, opens
     * paths, launches consumers, and relays with the embedded relayer until the network is closed. What an earlier owner has
     * done is not done again. Relayers that are programs are left to whoever runs them.
     *
     * @param layout the one that the nodes are started by
     * @param facts what each chain's binary says of itself, by chain name
     * @param session starts nothing, and says that it {@link BackendSession#takesOver takes over}; closed with the network, and
     *     if this fails
     * @param options its timeout is for nodes to come, too
     * @throws dev.orrery.base.StageException if a stage fails
     * @throws dev.orrery.base.DeadlineExceededException if the network is not ready in time
     * @throws dev.orrery.base.CancelledException if the calling thread is interrupted
     */
    public static RunningNetwork take(
            NetworkSpec spec,
            Layout layout,
            Map<String, BinaryFacts> facts,
            BackendSession session,
            UpOptions options) {
        return new TakeOver(spec, layout, facts, session, options).run();
    }
}
