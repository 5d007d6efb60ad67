package dev.orrery.junit;

/** Who runs the nodes of a tested network. */
public enum Backend {
    /**
     * Whoever the configuration parameter {@code orrery.backend} of JUnit names, which may be set as a system property; else
     * processes of this machine.
     */
    CONFIGURED,
    /** Processes of this machine. */
    PROCESS,
    /**
     * Pods of the cluster that the kubeconfig names. The module {@code orrery-backend-kubernetes} has to be on the class path, and the
     * network file, or the system properties {@code orrery.kubernetes.orreryImage} and {@code orrery.kubernetes.registry},
     * tell where the images are.
     */
    KUBERNETES
}
