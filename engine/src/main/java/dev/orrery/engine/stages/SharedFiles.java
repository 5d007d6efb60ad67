package dev.orrery.engine.stages;

import dev.orrery.engine.plan.PlannedFile;
import java.util.function.Consumer;

/**
 * Where {@code init-chain} leaves what the nodes of its chain fetch, as one of these nodes sees it: a folder of this machine,
 * or the API service ({@link ApiFiles}). Paths are those of {@link InitChain}: {@code genesis.json}, {@code
 * nodes/NODE/config/…}. Thread-safe.
 */
public interface SharedFiles {
    /**
     * Has the files left by exactly one of all nodes of the chain that ask for it, here or by another; returns once they
     * are all there. The files of one that dies in the middle are never fetched: the next one leaves them all anew.
     *
     * <p>By itself it runs the work: for places that only one process knows, which asks once.
     *
     * @param work leaves them, in the files that it is given
     * @return whether it was done here
     * @throws dev.orrery.base.DeadlineExceededException if another one has neither done it nor given up in time
     */
    default boolean once(Consumer<SharedFiles> work) {
        work.accept(this);
        return true;
    }

    /**
     * Leaves a file; one of the same path is replaced.
     *
     * @throws dev.orrery.base.HostException if it cannot be stored
     * @throws dev.orrery.base.NetworkStateException if this node may not leave it, or not any more
     */
    void put(PlannedFile file);

    /**
     * Fetches what was left.
     *
     * @param path as it was put
     * @throws dev.orrery.base.StageException if nothing was left under this path
     */
    byte[] get(String path);
}
