package dev.orrery.backend.kubernetes.internal.pods;

import dev.orrery.backend.kubernetes.internal.cluster.Cluster;
import dev.orrery.base.CancelledException;
import dev.orrery.base.Failure;
import dev.orrery.base.HostException;
import dev.orrery.base.NetworkStateException;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.LogWatch;
import io.fabric8.kubernetes.client.dsl.PodResource;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** What containers print, read from the cluster itself. */
public final class PodLogs {
    private static final long FOR_GOOD_DAYS = 10_000;

    private final Cluster cluster;
    private final String namespace;

    public PodLogs(Cluster cluster, String namespace) {
        this.cluster = cluster;
        this.namespace = namespace;
    }

    /**
     * Reads a container's log.
     *
     * @param follow whether to wait for it, and to go on with new lines until the container has ended for good: one that is started
     *     again, also in another pod of the name, is followed again
     * @throws NetworkStateException if the container has not begun, and {@code follow} is off
     */
    public void read(String pod, String container, boolean follow, Consumer<String> line) {
        if (follow) {
            follow(pod, container, line);
            return;
        }
        String text = cluster.ask("reading the log of " + container + " in " + pod, () -> {
            Pod now = pod(pod).get();
            return id(now, container).isEmpty()
                    ? null
                    : pod(pod).inContainer(container).getLog();
        });
        if (text == null) {
            throw new NetworkStateException(Failure.doing("reading the log of " + container + " in " + pod)
                    .where("namespace " + namespace)
                    .expected("a container that has begun")
                    .seen("no log of it")
                    .hint("follow the log to wait for it")
                    .command("orrery logs -f -n kubernetes:" + namespace)
                    .build());
        }
        text.lines().forEach(line);
    }

    private void follow(String pod, String container, Consumer<String> line) {
        Optional<String> before = Optional.empty();
        while (true) {
            Optional<String> last = before;
            try {
                Pod next = pod(pod).waitUntilCondition(
                                now -> isOver(now, container, last) || isNew(now, container, last),
                                FOR_GOOD_DAYS,
                                TimeUnit.DAYS);
                if (!isNew(next, container, last)) {
                    return;
                }
                before = id(next, container);
                copy(pod, container, line);
            } catch (KubernetesClientException e) {
                throw ended(container, pod, e);
            }
        }
    }

    private static boolean isNew(Pod pod, String container, Optional<String> last) {
        Optional<String> id = id(pod, container);
        return id.isPresent() && !id.equals(last);
    }

    /** An init container that has done its work, and any container of a pod that goes. */
    private static boolean isOver(Pod pod, String container, Optional<String> last) {
        if (last.isEmpty()) {
            return false;
        }
        return pod == null
                || pod.getMetadata().getDeletionTimestamp() != null
                || status(pod, container)
                        .filter(status -> status.getState().getTerminated() != null
                                && status.getState().getTerminated().getExitCode() == 0)
                        .isPresent();
    }

    private void copy(String pod, String container, Consumer<String> line) {
        try (LogWatch watch = pod(pod).inContainer(container).watchLog();
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(watch.getOutput(), StandardCharsets.UTF_8))) {
            for (String next = lines.readLine(); next != null; next = lines.readLine()) {
                line.accept(next);
            }
        } catch (IOException e) {
            throw ended(container, pod, e);
        }
    }

    private RuntimeException ended(String container, String pod, Exception e) {
        Failure.Builder failure = Failure.doing("following the log of " + container + " in " + pod);
        return Thread.currentThread().isInterrupted()
                ? new CancelledException(failure.seen("it was cancelled").build())
                : new HostException(
                        failure.where(cluster.where()).seen(e.toString()).build(), e);
    }

    private PodResource pod(String name) {
        return cluster.client().pods().inNamespace(namespace).withName(name);
    }

    private static Optional<String> id(Pod pod, String container) {
        return status(pod, container).map(ContainerStatus::getContainerID);
    }

    private static Optional<ContainerStatus> status(Pod pod, String container) {
        return pod == null ? Optional.empty() : Statuses.of(pod, container);
    }
}
