package dev.orrery.engine.stages;

import dev.orrery.engine.plan.PlannedFile;

/** Where {@code init-chain} leaves what the nodes of its chain fetch: a folder, or the API service. Thread-safe. */
public interface SharedFiles {
    /**
     * Leaves a file; one of the same path is replaced.
     *
     * @throws dev.orrery.base.HostException if it cannot be stored
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
