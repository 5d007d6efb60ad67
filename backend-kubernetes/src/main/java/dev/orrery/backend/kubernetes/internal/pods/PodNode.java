package dev.orrery.backend.kubernetes.internal.pods;

import dev.orrery.backend.kubernetes.internal.objects.Names;
import dev.orrery.engine.backend.RunningNode;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** A node's container, from its start on; one that ends is started again by the cluster, which is news all the same. */
public final class PodNode implements RunningNode {
    private final String pod;
    private final String uid;
    private final Pods pods;
    private final Logs logs;

    public PodNode(Pod started, Pods pods, Logs logs) {
        this.pod = started.getMetadata().getName();
        this.uid = started.getMetadata().getUid();
        this.pods = pods;
        this.logs = logs;
    }

    @Override
    public long pid() {
        return 0;
    }

    @Override
    public OptionalInt awaitExit(Duration atMost) {
        return pods.awaitExit(pod, this::exit, atMost);
    }

    private OptionalInt exit() {
        Optional<Pod> now = pods.get(pod);
        if (now.isEmpty() || !now.get().getMetadata().getUid().equals(uid)) {
            return OptionalInt.empty();
        }
        return container(now.get()).flatMap(PodNode::ended).map(OptionalInt::of).orElse(OptionalInt.empty());
    }

    private static Optional<Integer> ended(ContainerStatus status) {
        return Trouble.end(status).map(ContainerStateTerminated::getExitCode);
    }

    /** Whether a container has ended, now or before it was started again. */
    public static boolean hasEnded(ContainerStatus status) {
        return ended(status).isPresent();
    }

    /** The container that runs the chain's binary. */
    public static Optional<ContainerStatus> container(Pod pod) {
        return Statuses.of(pod, Names.NODE);
    }

    @Override
    public Path log() {
        return logs.file(pod, Names.NODE);
    }

    @Override
    public List<String> lastLines(int atMost) {
        boolean restarted = pods.get(pod)
                .flatMap(PodNode::container)
                .filter(status -> status.getState().getTerminated() == null && status.getRestartCount() > 0)
                .isPresent();
        List<String> lines =
                new ArrayList<>(logs.last(pod, Names.NODE, restarted, atMost).orElse(List.of()));
        pods.get(pod)
                .flatMap(PodNode::container)
                .flatMap(Trouble::end)
                .filter(Trouble::isOutOfMemory)
                .ifPresent(end -> lines.add(Trouble.ended(Names.NODE, end)));
        return lines;
    }
}
