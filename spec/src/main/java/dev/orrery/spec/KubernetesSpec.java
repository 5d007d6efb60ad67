package dev.orrery.spec;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a network needs to know of the cluster that it may be run on: the section {@code kubernetes} of the file. On this
 * machine it means nothing.
 *
 * @param context the context of the kubeconfig; empty: the current one, or the cluster that this process runs in
 * @param namespace the network's own namespace, which must not be there; empty: one of a new name
 * @param registry where images are that the file does not name, without a slash at its end, each under its {@link #programImage};
 *     empty: nowhere
 * @param orreryImage Orrery's own image; empty: the one that belongs to this release
 * @param images the image of each chain that has its binary in one, by chain name; those of companions, by {@code
 *     chain/companion}; and those of relayers that run in the cluster, by their kind
 * @param imagePullSecrets the names of Secrets of type {@code kubernetes.io/dockerconfigjson} in the namespace
 *     {@code default}, which are copied into the network's
 * @param nodeSelector labels that a machine must have to run any of the network's pods
 * @param tolerations taints that its pods put up with
 * @param storage claims for the nodes' data; empty: it lives as long as the pod
 * @param resources what a node asks for, and what it may use
 * @param ingress names by which an ingress controller makes the nodes known outside of the cluster
 * @param gateway names by which a Gateway does so
 */
public record KubernetesSpec(
        Optional<String> context,
        Optional<String> namespace,
        Optional<String> registry,
        Optional<String> orreryImage,
        Map<String, String> images,
        List<String> imagePullSecrets,
        Map<String, String> nodeSelector,
        List<Toleration> tolerations,
        Optional<Storage> storage,
        Resources resources,
        Optional<Ingress> ingress,
        Optional<Gateway> gateway) {
    private static final int SHOWN_OF_SHA256 = 24;

    /** What holds where the file says nothing. */
    public static final KubernetesSpec DEFAULT = new KubernetesSpec(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Map.of(),
            List.of(),
            Map.of(),
            List.of(),
            Optional.empty(),
            Resources.DEFAULT,
            Optional.empty(),
            Optional.empty());

    public KubernetesSpec {
        images = inOrder(images);
        imagePullSecrets = List.copyOf(imagePullSecrets);
        nodeSelector = inOrder(nodeSelector);
        tolerations = List.copyOf(tolerations);
    }

    /** In the order of the file, so that what is written of it always looks the same. */
    private static Map<String, String> inOrder(Map<String, String> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }

    /**
     * What the image of a program is called in a registry where nobody has named it: the same program, the same image.
     *
     * @param registry without a slash at its end
     * @param sha256 of the program, in hexadecimal digits
     */
    public static String programImage(String registry, String sha256) {
        return registry + "/program:" + sha256.substring(0, SHOWN_OF_SHA256);
    }

    /**
     * A taint that pods put up with, in Kubernetes' own words.
     *
     * @param key of the taint; empty: any
     * @param value of the taint; empty: any
     * @param effect {@code NoSchedule}, {@code PreferNoSchedule} or {@code NoExecute}; empty: any
     */
    public record Toleration(Optional<String> key, Optional<String> value, Optional<String> effect) {}

    /**
     * A claim for each node's data.
     *
     * @param storageClass empty: the cluster's default
     * @param size as Kubernetes writes it: {@code 1Gi}
     */
    public record Storage(Optional<String> storageClass, String size) {}

    /**
     * What each node asks for and what it may use, as Kubernetes writes quantities: {@code 250m}, {@code 512Mi}.
     *
     * @param cpu what the scheduler sets aside
     * @param memory what the scheduler sets aside
     * @param cpuLimit how much it may use; empty: whatever is free
     * @param memoryLimit how much it may use before it is killed; empty: whatever is free
     */
    public record Resources(String cpu, String memory, Optional<String> cpuLimit, Optional<String> memoryLimit) {
        /** Enough for the chains of tests. */
        public static final Resources DEFAULT = new Resources("50m", "128Mi", Optional.empty(), Optional.of("1Gi"));
    }

    /** Whether the nodes have names outside of the cluster: else they are reached by forwarded ports alone. */
    public boolean hasHostNames() {
        return ingress.isPresent() || gateway.isPresent();
    }

    /**
     * Host names of the nodes' endpoints, as routes of the Gateway API that attach to a Gateway which is there.
     *
     * @param name the Gateway's
     * @param namespace where it is; it has to let routes of the network's namespace attach
     * @param sectionName which of its listeners; empty: all that suit
     * @param host the name of one endpoint, as in {@link Ingress}
     */
    public record Gateway(String name, String namespace, Optional<String> sectionName, String host) {}

    /**
     * Host names of the nodes' endpoints, which an ingress controller of the cluster serves.
     *
     * @param host the name of one: {@code {chain}}, {@code {node}} and {@code {endpoint}} ({@code rpc}, {@code grpc},
     *     {@code rest}) in it stand for whose it is; {@code {network}} and {@code {namespace}} may be in it
     * @param ingressClass which controller; empty: the cluster's default
     * @param tls the name of a Secret of the network's namespace with their certificate; empty: none is named
     * @param annotations for the controller
     */
    public record Ingress(
            String host, Optional<String> ingressClass, Optional<String> tls, Map<String, String> annotations) {
        public Ingress {
            annotations = inOrder(annotations);
        }
    }
}
