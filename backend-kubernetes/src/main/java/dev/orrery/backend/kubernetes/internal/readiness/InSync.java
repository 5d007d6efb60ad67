package dev.orrery.backend.kubernetes.internal.readiness;

import dev.orrery.backend.kubernetes.internal.cluster.Cluster;
import dev.orrery.backend.kubernetes.internal.pods.Pods;
import dev.orrery.client.rpc.Head;
import dev.orrery.spec.ChainSpec;
import io.fabric8.kubernetes.api.model.Pod;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says of the pods of a network's nodes whether they are in sync, for as long as it is open: for whoever makes them with a
 * {@link ReadinessGate}. Thread-safe.
 */
public final class InSync implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(InSync.class);
    private static final Head NONE = new Head(0, Instant.EPOCH);

    private final Cluster cluster;
    private final String namespace;
    /** The newest block of each chain that was seen. */
    private final Map<String, AtomicReference<Head>> newest = new ConcurrentHashMap<>();

    private final ExecutorService watches = Executors.newVirtualThreadPerTaskExecutor();

    public InSync(Cluster cluster, String namespace) {
        this.cluster = cluster;
        this.namespace = namespace;
    }

    /**
     * Begins to say it of a node, and of all pods that it has from now on.
     *
     * @param pods all of the network
     * @param pod the node's now
     * @param rpc where the node is reached from here
     * @throws dev.orrery.base.HostException if the cluster does not let us
     */
    public void watch(Pods pods, Pod pod, ChainSpec chain, URI rpc) {
        String name = pod.getMetadata().getName();
        ReadinessGate gate = new ReadinessGate(cluster, namespace, name);
        gate.tell(pod.getMetadata().getUid(), ReadinessGate.BEGINS);
        AtomicReference<Head> ofChain = newest.computeIfAbsent(chain.name(), it -> new AtomicReference<>(NONE));
        try {
            watches.execute(new NodeSync(pods, name, rpc, chain.blockTime(), ofChain, gate));
        } catch (RejectedExecutionException e) {
            LOG.debug("{} is not followed: the network is closed", name, e);
        }
    }

    @Override
    public void close() {
        watches.shutdownNow();
    }
}
