package dev.orrery.engine;

import java.util.Arrays;
import java.util.Optional;

/** How the nodes of a chain share its genesis and their keys. */
public enum ShareFiles {
    /** In whatever way is the backend's own: processes of this machine use a folder. */
    BACKEND("folder"),
    /** Through the API service, each node with a token of its own: as on a cluster, where there is no folder. */
    API("api");

    private final String label;

    ShareFiles(String label) {
        this.label = label;
    }

    /** How users write it. */
    public String label() {
        return label;
    }

    /** The one that users write so. */
    public static Optional<ShareFiles> of(String label) {
        return Arrays.stream(values()).filter(it -> it.label.equals(label)).findFirst();
    }
}
