package dev.orrery.backend.kubernetes.internal.pods;

import dev.orrery.backend.kubernetes.internal.cluster.Cluster;
import dev.orrery.base.AtomicFiles;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.LogWatch;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what the containers of nodes print to the logs of their stages in the network's folder, while they print it, so
 * that it can be read as on one machine, and after the pod is gone. Thread-safe.
 */
public final class Logs implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Logs.class);
    private static final int SHOWN = 15;
    private static final int READ = 200;

    private final Cluster cluster;
    private final String namespace;
    /** The log of each container by {@code pod/container}. */
    private final Map<String, Path> files = new ConcurrentHashMap<>();

    private final Set<String> followed = ConcurrentHashMap.newKeySet();
    private final Set<LogWatch> open = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean closed;

    public Logs(Cluster cluster, String namespace) {
        this.cluster = cluster;
        this.namespace = namespace;
    }

    /** Says where what a container prints is to be kept, before its pod is made. */
    public void keep(String pod, String container, Path file) {
        files.put(pod + "/" + container, file);
    }

    /** The log of a container; where none is kept, what it would be called. */
    Path file(String pod, String container) {
        return files.getOrDefault(pod + "/" + container, Path.of(pod, container + ".log"));
    }

    /** Follows the containers that a pod has started since it was seen before. */
    public void follow(@Nullable Pod before, Pod pod) {
        Statuses.all(pod)
                .filter(status -> status.getContainerID() != null)
                .filter(status -> files.containsKey(key(pod, status)))
                .filter(status -> followed.add(status.getContainerID()))
                .forEach(status -> threads.execute(() -> copy(pod, status)));
    }

    private void copy(Pod pod, ContainerStatus status) {
        String name = pod.getMetadata().getName();
        Path file = file(name, status.getName());
        try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                LogWatch watch = cluster.client()
                        .pods()
                        .inNamespace(namespace)
                        .withName(name)
                        .inContainer(status.getName())
                        .watchLog()) {
            open.add(watch);
            if (!closed) {
                watch.getOutput().transferTo(out);
            }
            open.remove(watch);
        } catch (IOException | KubernetesClientException e) {
            if (!closed) {
                LOG.debug("the log of {} in {} ends here", status.getName(), name, e);
            }
        }
    }

    private static String key(Pod pod, ContainerStatus status) {
        return pod.getMetadata().getName() + "/" + status.getName();
    }

    /**
     * The last lines of a container, from the cluster itself; empty if it does not tell.
     *
     * @param previous whether its instance before this one is meant
     */
    Optional<List<String>> last(String pod, String container, boolean previous) {
        return last(pod, container, previous, READ)
                .map(lines -> lines.subList(Math.max(0, lines.size() - SHOWN), lines.size()));
    }

    Optional<List<String>> last(String pod, String container, boolean previous, int atMost) {
        try {
            var logs =
                    cluster.client().pods().inNamespace(namespace).withName(pod).inContainer(container);
            String text = previous
                    ? logs.terminated().tailingLines(atMost).getLog()
                    : logs.tailingLines(atMost).getLog();
            return Optional.of(text.lines().toList());
        } catch (KubernetesClientException e) {
            Path kept = file(pod, container);
            try {
                List<String> lines = Files.readAllLines(kept);
                return Optional.of(lines.subList(Math.max(0, lines.size() - atMost), lines.size()));
            } catch (IOException none) {
                LOG.debug(
                        "no log of {} in {}: {}",
                        container,
                        pod,
                        AtomicFiles.refused("reading", kept, none).getMessage());
                return Optional.empty();
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        open.forEach(LogWatch::close);
        threads.shutdownNow();
    }
}
