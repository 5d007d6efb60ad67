package dev.orrery.backend.kubernetes.internal.pods;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.Optional;
import java.util.stream.Stream;

/** How the containers of a pod are. */
public final class Statuses {
    private Statuses() {}

    /** In the order in which they are started. */
    static Stream<ContainerStatus> all(Pod pod) {
        return Stream.concat(
                pod.getStatus().getInitContainerStatuses().stream(), pod.getStatus().getContainerStatuses().stream());
    }

    /** That of one container, whichever kind it is of: a node is a sidecar where companions wait for it. */
    public static Optional<ContainerStatus> of(Pod pod, String container) {
        return all(pod).filter(status -> status.getName().equals(container)).findFirst();
    }

    /** Whether a container has been started, whatever became of it. */
    public static boolean hasRun(ContainerStatus status) {
        return status.getState().getRunning() != null || Trouble.end(status).isPresent();
    }
}
