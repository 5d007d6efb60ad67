package dev.orrery.backend.kubernetes.internal.objects;

import dev.orrery.spec.KubernetesSpec;
import dev.orrery.spec.NetworkSpec;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The pod that owns a network which manifests bring up: one, and never two at the same time, so it is that of a StatefulSet. It
 * has the network's seed and the operator's token, and no rights in the cluster.
 */
public final class OwnerManifests {
    private static final long TO_END_SECONDS = 5;
    private static final int SECONDS_TO_ANSWER = 2;

    private final NetworkSpec network;
    private final KubernetesSpec spec;
    private final String namespace;
    private final String image;

    /** @param image Orrery's own */
    OwnerManifests(NetworkSpec network, String namespace, String image) {
        this.network = network;
        this.spec = network.kubernetes();
        this.namespace = namespace;
        this.image = image;
    }

    /** @param defaults ask each chain's binary for its defaults */
    HasMetadata pod(List<Container> defaults) {
        Map<String, String> labels = new LinkedHashMap<>(Names.labels(network.name()));
        labels.put("app", Names.OWNER);
        return new StatefulSetBuilder()
                .withNewMetadata()
                .withName(Names.OWNER)
                .withNamespace(namespace)
                .withLabels(Names.labels(network.name()))
                .endMetadata()
                .withNewSpec()
                .withReplicas(1)
                .withServiceName(Names.OWNER)
                .withNewSelector()
                .withMatchLabels(Map.of("app", Names.OWNER))
                .endSelector()
                .withNewTemplate()
                .withNewMetadata()
                .withLabels(labels)
                .endMetadata()
                .withNewSpec()
                .withServiceAccountName(Names.ACCOUNT)
                .withAutomountServiceAccountToken(false)
                .withEnableServiceLinks(false)
                .withTerminationGracePeriodSeconds(TO_END_SECONDS)
                .withSecurityContext(Containers.pod())
                .withImagePullSecrets(Containers.pullSecrets(spec))
                .withNodeSelector(new TreeMap<>(spec.nodeSelector()))
                .withTolerations(Containers.tolerations(spec))
                .withInitContainers(defaults)
                .withContainers(owner())
                .withVolumes(
                        Containers.scratch("tmp"),
                        Containers.scratch("defaults"),
                        Containers.secret("network", Names.NETWORK),
                        Containers.secret("credentials", Names.API))
                .endSpec()
                .endTemplate()
                .endSpec()
                .build();
    }

    /** Ready when the network is. */
    private Container owner() {
        return new ContainerBuilder()
                .withName(Names.OWNER)
                .withImage(image)
                .withArgs("own")
                .addNewPort()
                .withName("http")
                .withContainerPort(Names.OWNER_PORT)
                .endPort()
                .withNewReadinessProbe()
                .withNewHttpGet()
                .withPath(Names.OWNER_HEALTH)
                .withNewPort("http")
                .endHttpGet()
                .withPeriodSeconds(1)
                .withTimeoutSeconds(SECONDS_TO_ANSWER)
                .endReadinessProbe()
                .withResources(Containers.orrery())
                .withSecurityContext(Containers.container())
                .withVolumeMounts(
                        Containers.mountReadOnly("defaults", Names.DEFAULTS_FOLDER),
                        Containers.mountReadOnly("network", Names.NETWORK_FOLDER),
                        Containers.mount("tmp", "/tmp"),
                        new VolumeMountBuilder()
                                .withName("credentials")
                                .withMountPath(Names.TOKEN_FILE)
                                .withSubPath("token")
                                .withReadOnly(true)
                                .build())
                .build();
    }
}
