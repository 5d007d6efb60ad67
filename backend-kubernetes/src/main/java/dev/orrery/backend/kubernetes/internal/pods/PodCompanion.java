package dev.orrery.backend.kubernetes.internal.pods;

import dev.orrery.backend.kubernetes.internal.objects.Names;
import dev.orrery.engine.backend.RunningCompanion;
import dev.orrery.engine.plan.CompanionId;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.Pod;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A companion's container, from its start on. It is a part of its node's pod, and ends with that. The kubelet starts it again when it has ended by
 * itself, as it does with the node, which is news all the same.
 */
public final class PodCompanion implements RunningCompanion {
    private final String container;
    private final String pod;
    private final String uid;
    private final Pods pods;
    private final Logs logs;

    public PodCompanion(CompanionId id, Pod started, Pods pods, Logs logs) {
        this.container = Names.companion(id.name());
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
        Optional<ContainerStateTerminated> end = pods.get(pod)
                .filter(now -> now.getMetadata().getUid().equals(uid))
                .flatMap(now -> Statuses.of(now, container))
                .flatMap(Trouble::end);
        return end.isPresent() ? OptionalInt.of(end.get().getExitCode()) : OptionalInt.empty();
    }

    /** Its pod is what is stopped: a node whose container has ended is started again there, and this goes on beside it. */
    @Override
    public void stop() {}

    @Override
    public Path log() {
        return logs.file(pod, container);
    }

    @Override
    public List<String> lastLines(int atMost) {
        boolean restarted = pods.get(pod)
                .flatMap(now -> Statuses.of(now, container))
                .filter(status -> status.getState().getTerminated() == null && status.getRestartCount() > 0)
                .isPresent();
        return logs.last(pod, container, restarted, atMost).orElse(List.of());
    }
}
