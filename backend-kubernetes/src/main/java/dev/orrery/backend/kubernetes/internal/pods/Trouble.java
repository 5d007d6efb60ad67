package dev.orrery.backend.kubernetes.internal.pods;

import dev.orrery.backend.kubernetes.internal.objects.Names;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What keeps a pod from getting on, where it will not pass by itself.
 *
 * @param kind tells it from another trouble of the same pod
 * @param words how it is told
 * @param grace how long it may last, since some of these do pass
 * @param container whose last lines tell more
 */
public record Trouble(String kind, Grave words, Duration grace, Optional<Place> container) {
    /** A machine may be added, or another pod may go. */
    private static final Duration TO_SCHEDULE = Duration.ofSeconds(3);
    /** A registry may have hiccups: the kubelet tries again at once, and from then on ever more seldom. */
    private static final Duration TO_PULL = Duration.ofSeconds(3);

    private static final Duration TO_RETRY = Duration.ofSeconds(3);
    private static final Set<String> NO_IMAGE =
            Set.of("ErrImagePull", "ImagePullBackOff", "InvalidImageName", "ErrImageNeverPull", "RegistryUnavailable");
    private static final Set<String> NO_CONTAINER = Set.of(
            "CreateContainerConfigError",
            "CreateContainerError",
            "RunContainerError",
            "StartError",
            "PreStartHookError");

    /** What is seen, and what to do about it. */
    record Grave(String seen, Optional<String> hint) {}

    /** A container of a pod, or of its instance before this one. */
    record Place(String pod, String name, boolean previous) {}

    /** The trouble that a pod is in. */
    static Optional<Trouble> of(Pod pod) {
        for (PodCondition condition : pod.getStatus().getConditions()) {
            if ("PodScheduled".equals(condition.getType()) && "Unschedulable".equals(condition.getReason())) {
                return Optional.of(new Trouble(
                        "Unschedulable",
                        new Grave(
                                "no machine takes its pod: " + condition.getMessage(),
                                Optional.of("ask for less in `kubernetes.resources`, look at `nodeSelector` and"
                                        + " `tolerations`, or add a machine")),
                        TO_SCHEDULE,
                        Optional.empty()));
            }
        }
        for (ContainerStatus status : pod.getStatus().getInitContainerStatuses()) {
            Optional<Trouble> trouble = of(pod, status, !status.getName().equals(Names.NODE));
            if (trouble.isPresent()) {
                return trouble;
            }
        }
        return pod.getStatus().getContainerStatuses().stream()
                .flatMap(status -> of(pod, status, false).stream())
                .findFirst();
    }

    /** @param init whether its end is what the pod waits for: of a sidecar it is not */
    private static Optional<Trouble> of(Pod pod, ContainerStatus status, boolean init) {
        String container = status.getName();
        ContainerStateWaiting waiting = status.getState().getWaiting();
        if (waiting != null && NO_IMAGE.contains(waiting.getReason())) {
            return Optional.of(new Trouble(
                    "image of " + container,
                    new Grave(
                            "the image " + status.getImage() + " of its container " + container + " cannot be had: "
                                    + waiting.getMessage(),
                            Optional.of("is the name right, and may the cluster read it? See `kubernetes.images` and"
                                    + " `kubernetes.imagePullSecrets`")),
                    TO_PULL,
                    Optional.empty()));
        }
        if (waiting != null && NO_CONTAINER.contains(waiting.getReason())) {
            return Optional.of(new Trouble(
                    "container " + container,
                    new Grave(
                            "its container " + container + " cannot be started: " + waiting.getReason() + ", "
                                    + waiting.getMessage(),
                            Optional.of("the image has to start the chain's binary by itself (ENTRYPOINT), for any"
                                    + " user")),
                    TO_RETRY,
                    Optional.empty()));
        }
        boolean previous = status.getState().getTerminated() == null;
        return end(status)
                // A companion may have done its work, and the node goes on without it: who watches it tells of its end.
                .filter(end -> !Names.isCompanion(container) && (end.getExitCode() != 0 || !init))
                .map(end -> new Trouble(
                        "end of " + container,
                        new Grave(ended(container, end), Optional.empty()),
                        Duration.ZERO,
                        Optional.of(new Place(pod.getMetadata().getName(), container, previous))));
    }

    /** How a container ended, the last time that it did. */
    static Optional<ContainerStateTerminated> end(ContainerStatus status) {
        ContainerStateTerminated now = status.getState().getTerminated();
        return Optional.ofNullable(
                now != null
                        ? now
                        : status.getLastState() == null
                                ? null
                                : status.getLastState().getTerminated());
    }

    /** Whether it was killed since it used more memory than it may. */
    static boolean isOutOfMemory(ContainerStateTerminated end) {
        return "OOMKilled".equals(end.getReason());
    }

    static String ended(String container, ContainerStateTerminated ended) {
        if (isOutOfMemory(ended)) {
            return "its container " + container + " was killed since it used more memory than its limit allows"
                    + " (`kubernetes.resources.limits.memory`)";
        }
        return "its container " + container + " ended with status " + ended.getExitCode();
    }

    /** What a controller says that cannot make a pod. */
    static Optional<Trouble> ofController(Event event) {
        if (!"Warning".equals(event.getType()) || !"FailedCreate".equals(event.getReason())) {
            return Optional.empty();
        }
        return Optional.of(new Trouble(
                "FailedCreate",
                new Grave(
                        event.getMessage(),
                        Optional.of("a quota, a LimitRange or an admission policy of the cluster is in the way")),
                TO_RETRY,
                Optional.empty()));
    }

    /** How far a pod is, in one line. */
    static String state(Pod pod) {
        List<String> containers = new ArrayList<>();
        pod.getStatus().getInitContainerStatuses().forEach(status -> containers.add(state(status)));
        pod.getStatus().getContainerStatuses().forEach(status -> containers.add(state(status)));
        return "pod " + pod.getMetadata().getName() + " is " + pod.getStatus().getPhase()
                + (containers.isEmpty() ? "" : " (" + String.join(", ", containers) + ")");
    }

    private static String state(ContainerStatus status) {
        if (status.getState().getRunning() != null) {
            return status.getName() + " runs" + (Boolean.TRUE.equals(status.getStarted()) ? "" : ", not started up");
        }
        if (status.getState().getTerminated() != null) {
            return status.getName() + " ended with "
                    + status.getState().getTerminated().getExitCode();
        }
        return status.getName() + " waits"
                + (status.getState().getWaiting() == null
                        ? ""
                        : ": " + status.getState().getWaiting().getReason());
    }
}
