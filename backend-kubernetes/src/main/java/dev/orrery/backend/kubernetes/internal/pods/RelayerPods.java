package dev.orrery.backend.kubernetes.internal.pods;

import dev.orrery.backend.kubernetes.internal.cluster.Cluster;
import dev.orrery.backend.kubernetes.internal.cluster.Doors;
import dev.orrery.backend.kubernetes.internal.objects.Images;
import dev.orrery.backend.kubernetes.internal.objects.Names;
import dev.orrery.backend.kubernetes.internal.objects.RelayerManifests;
import dev.orrery.base.Deadline;
import dev.orrery.base.Failure;
import dev.orrery.engine.backend.RunningRelayer;
import dev.orrery.engine.relayers.RelayerId;
import dev.orrery.engine.relayers.RelayerPlan;
import dev.orrery.network.NetworkDescription.Endpoints;
import dev.orrery.spec.NetworkSpec;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The relayers that run in the cluster: each is a pod of its own, which nobody starts again, so that a test may kill one and see
 * its backup take over. Thread-safe, but for two starts of one relayer.
 */
public final class RelayerPods {
    private static final Duration TO_BEGIN = Duration.ofSeconds(90);

    private final Cluster cluster;
    private final String namespace;
    private final Images images;
    private final RelayerManifests manifests;
    private final Logs logs;
    private final Doors doors;
    private final Map<RelayerId, List<Integer>> ports = new ConcurrentHashMap<>();

    public RelayerPods(Cluster cluster, String namespace, NetworkSpec spec, Images images, Logs logs, Doors doors) {
        this.cluster = cluster;
        this.namespace = namespace;
        this.images = images;
        this.manifests = new RelayerManifests(spec.name(), namespace, spec.kubernetes());
        this.logs = logs;
        this.doors = doors;
    }

    /** The kind of a relayer, which is called by it, with a number where a path has several. */
    public static String kind(RelayerId relayer) {
        return relayer.relayer().replaceFirst("-[0-9]+$", "");
    }

    /** Ports of this machine by which a relayer is asked how it does; in its pod it has the same ones. */
    public List<Integer> reserve(RelayerId relayer, List<Integer> local) {
        ports.put(relayer, local);
        return local;
    }

    /**
     * Where pods reach a node.
     *
     * @param host its address inside
     */
    public static Endpoints endpoints(String host) {
        var address = Names.address(host);
        return new Endpoints(
                "http://" + host + ":" + address.rpc(),
                "http://" + host + ":" + address.grpc(),
                "http://" + host + ":" + address.rest(),
                host + ":" + address.p2p());
    }

    /**
     * Makes a relayer's pod; returns once its program was started there.
     *
     * @param program of this machine, which the image has too
     * @param folder the relayer's on this machine, for its log
     */
    public RunningRelayer start(RelayerPlan plan, Path program, Path folder, Pods pods) {
        String image = images.ofRelayer(kind(plan.id()), () -> program);
        Path log = folder.resolve("logs").resolve("relayer.log");
        String pod = RelayerManifests.name(plan.id());
        Deadline deadline = Deadline.after(TO_BEGIN);
        remove(pod, deadline);
        for (HasMetadata object : manifests.of(plan, image)) {
            cluster.ask(
                    "making the " + object.getKind() + " of " + plan.id(),
                    () -> cluster.client().resource(object).create());
        }
        manifests.containers(plan).forEach(container -> logs.keep(pod, container, log));
        Pod started = pods.await(
                new Pods.Awaited(
                        pod,
                        pod,
                        Failure.doing("starting " + plan.id())
                                .where("pod " + pod + " in " + namespace)
                                .expected("its program to run")),
                List.of(),
                made -> PodRelayer.container(made)
                        .filter(status -> status.getState().getRunning() != null
                                || status.getState().getTerminated() != null)
                        .isPresent(),
                deadline);
        ports.getOrDefault(plan.id(), List.of()).forEach(port -> doors.open(pod, port));
        return new PodRelayer(started, pods, logs, () -> remove(pod, Deadline.after(TO_BEGIN)));
    }

    /** Removes what an earlier start of it has left, and waits for the end of it. */
    private void remove(String name, Deadline deadline) {
        cluster.tell("removing the pod " + name, () -> {
            var pod = cluster.client().pods().inNamespace(namespace).withName(name);
            if (!pod.delete().isEmpty()) {
                pod.waitUntilCondition(
                        gone -> gone == null,
                        deadline.remaining().toMillis(),
                        java.util.concurrent.TimeUnit.MILLISECONDS);
            }
            cluster.client().secrets().inNamespace(namespace).withName(name).delete();
        });
    }
}
