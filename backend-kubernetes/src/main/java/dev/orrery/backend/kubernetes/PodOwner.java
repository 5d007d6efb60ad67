package dev.orrery.backend.kubernetes;

import dev.orrery.backend.kubernetes.internal.inside.OwnerInPod;
import java.io.Writer;

/** Owns the network of the pod that this is called in, which manifests have brought up. */
public final class PodOwner implements AutoCloseable {
    private final OwnerInPod owner;

    private PodOwner(OwnerInPod owner) {
        this.owner = owner;
    }

    /**
     * Returns when the network is ready.
     *
     * @param out for the log; stays the caller's to close
     * @throws dev.orrery.base.DeadlineExceededException if the nodes do not come, or the network does not get ready
     */
    public static PodOwner take(Writer out) {
        return new PodOwner(OwnerInPod.take(out));
    }

    /** Relays no more. The nodes go on. */
    @Override
    public void close() {
        owner.close();
    }
}
