package dev.orrery.backend.kubernetes.internal.pods;

import dev.orrery.backend.kubernetes.internal.objects.Names;
import dev.orrery.engine.backend.RunningRelayer;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** A relayer's container, which nobody starts again; its end and that of its pod are the same. */
public final class PodRelayer implements RunningRelayer {
    /** What the shell tells of a process that SIGTERM has ended, as the deletion of a pod does. */
    private static final int TERMINATED = 143;

    private final String pod;
    private final String uid;
    private final Pods pods;
    private final Logs logs;
    private final Runnable removal;

    /** @param removal removes the pod, and waits for its end */
    PodRelayer(Pod started, Pods pods, Logs logs, Runnable removal) {
        this.pod = started.getMetadata().getName();
        this.uid = started.getMetadata().getUid();
        this.pods = pods;
        this.logs = logs;
        this.removal = removal;
    }

    /** The container that runs the relayer's program. */
    static Optional<ContainerStatus> container(Pod pod) {
        return pod.getStatus().getContainerStatuses().stream()
                .filter(status -> status.getName().equals(Names.RELAYER))
                .findFirst();
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
        Optional<Pod> now = pods.get(pod).filter(it -> it.getMetadata().getUid().equals(uid));
        if (now.isEmpty()) {
            return OptionalInt.of(TERMINATED);
        }
        Optional<ContainerStateTerminated> end = now.flatMap(PodRelayer::container)
                .map(status -> status.getState().getTerminated());
        return end.isPresent() ? OptionalInt.of(end.get().getExitCode()) : OptionalInt.empty();
    }

    @Override
    public void stop() {
        removal.run();
    }

    @Override
    public Path log() {
        return logs.file(pod, Names.RELAYER);
    }

    @Override
    public List<String> lastLines(int atMost) {
        return logs.last(pod, Names.RELAYER, false, atMost).orElse(List.of());
    }
}
