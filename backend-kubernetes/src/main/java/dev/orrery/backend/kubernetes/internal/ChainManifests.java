package dev.orrery.backend.kubernetes.internal;

import dev.orrery.engine.Stage;
import dev.orrery.engine.plan.NodeId;
import dev.orrery.spec.ChainSpec;
import dev.orrery.spec.KubernetesSpec;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What one chain has: an address for each node, their tokens, and the StatefulSet of their pods. */
final class ChainManifests {
    private static final int A_DAY = 86_400;
    private static final long TO_END_SECONDS = 5;

    private final String network;
    private final String namespace;
    private final KubernetesSpec spec;
    private final String orreryImage;
    private final String chainImage;
    private final ChainSpec chain;
    private final boolean told;
    private final Map<String, String> labels;

    /**
     * @param chainImage one that starts the chain's binary
     * @param told whether the pods find the genesis of the chain in a Secret, since it was launched by transactions
     */
    ChainManifests(
            String network,
            String namespace,
            KubernetesSpec spec,
            String orreryImage,
            String chainImage,
            ChainSpec chain,
            boolean told) {
        this.network = network;
        this.namespace = namespace;
        this.spec = spec;
        this.orreryImage = orreryImage;
        this.chainImage = chainImage;
        this.chain = chain;
        this.told = told;
        this.labels = new LinkedHashMap<>(Names.labels(network));
        this.labels.put(Names.CHAIN, chain.name());
    }

    /** The addresses of the nodes, which stay the same whatever becomes of their pods. */
    List<HasMetadata> services(List<NodeId> nodes) {
        List<HasMetadata> services = new ArrayList<>();
        services.add(new ServiceBuilder()
                .withNewMetadata()
                .withName(Names.governing(chain.name()))
                .withNamespace(namespace)
                .withLabels(labels)
                .endMetadata()
                .withNewSpec()
                .withClusterIP("None")
                .withPublishNotReadyAddresses(true)
                .withSelector(Map.of(Names.CHAIN, chain.name()))
                .endSpec()
                .build());
        for (int i = 0; i < nodes.size(); i++) {
            services.add(service(nodes.get(i), Names.pod(chain.name(), i)));
        }
        return services;
    }

    /** The host names of the nodes, if there are to be any. */
    List<HasMetadata> ingresses(List<NodeId> nodes) {
        return spec.ingress()
                .map(ingress -> new IngressManifests(network, namespace, ingress).of(chain.name(), nodes, labels))
                .orElse(List.of());
    }

    private HasMetadata service(NodeId node, String pod) {
        var address = Names.address(pod);
        return new ServiceBuilder()
                .withNewMetadata()
                .withName(Names.service(node))
                .withNamespace(namespace)
                .withLabels(labels)
                .endMetadata()
                .withNewSpec()
                .withPublishNotReadyAddresses(true)
                .withSelector(Map.of("statefulset.kubernetes.io/pod-name", pod))
                .addNewPort()
                .withName("p2p")
                .withPort(address.p2p())
                .endPort()
                .addNewPort()
                .withName("rpc")
                .withPort(address.rpc())
                .endPort()
                .addNewPort()
                .withName("grpc")
                .withPort(address.grpc())
                .withAppProtocol("kubernetes.io/h2c")
                .endPort()
                .addNewPort()
                .withName("rest")
                .withPort(address.rest())
                .endPort()
                .endSpec()
                .build();
    }

    /** Each node's token, under the name of its pod. */
    HasMetadata tokens(List<NodeId> nodes, Tokens tokens) {
        Map<String, String> byPod = new LinkedHashMap<>();
        for (int i = 0; i < nodes.size(); i++) {
            byPod.put(Names.pod(chain.name(), i), tokens.of(nodes.get(i)));
        }
        return new SecretBuilder()
                .withNewMetadata()
                .withName(Names.tokens(chain.name()))
                .withNamespace(namespace)
                .withLabels(labels)
                .endMetadata()
                .withStringData(byPod)
                .build();
    }

    /**
     * The pods.
     *
     * @param command what the chain's binary is started with
     */
    HasMetadata pods(int nodes, NodeCommand command) {
        boolean claims = spec.storage().isPresent();
        return new StatefulSetBuilder()
                .withNewMetadata()
                .withName(chain.name())
                .withNamespace(namespace)
                .withLabels(labels)
                .endMetadata()
                .withNewSpec()
                .withReplicas(nodes)
                .withServiceName(Names.governing(chain.name()))
                // Else the first never gets ready, since it needs the others, and the second never starts.
                .withPodManagementPolicy("Parallel")
                .withNewUpdateStrategy()
                .withType("OnDelete")
                .endUpdateStrategy()
                .withNewSelector()
                .withMatchLabels(Map.of(Names.CHAIN, chain.name()))
                .endSelector()
                .withVolumeClaimTemplates(
                        spec.storage().map(this::claim).map(List::of).orElse(List.of()))
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
                .withInitContainers(
                        defaults(Names.DEFAULTS, Names.DEFAULTS_FOLDER),
                        stage(Stage.INIT_CHAIN, false),
                        stage(Stage.INIT_NODE, true))
                .withContainers(node(command))
                .addToVolumes(
                        Containers.scratch("tmp"),
                        Containers.scratch("defaults"),
                        Containers.secret("network", Names.NETWORK),
                        Containers.secret("token", Names.tokens(chain.name())))
                .addAllToVolumes(told ? List.of(Containers.secret("launch", Names.launch(chain.name()))) : List.of())
                .addAllToVolumes(claims ? List.of() : List.of(Containers.scratch("home")))
                .endSpec()
                .endTemplate()
                .endSpec()
                .build();
    }

    private PersistentVolumeClaim claim(KubernetesSpec.Storage storage) {
        return new PersistentVolumeClaimBuilder()
                .withNewMetadata()
                .withName("home")
                .withLabels(labels)
                .endMetadata()
                .withNewSpec()
                .withAccessModes("ReadWriteOnce")
                .withStorageClassName(storage.storageClass().orElse(null))
                .withNewResources()
                .withRequests(Map.of("storage", new Quantity(storage.size())))
                .endResources()
                .endSpec()
                .build();
    }

    /**
     * Has the chain's own binary write its default genesis and configuration, which no other image could know.
     *
     * @param name of the container
     * @param folder where to, on a volume that is called {@code defaults}
     */
    Container defaults(String name, String folder) {
        return new ContainerBuilder()
                .withName(name)
                .withImage(chainImage)
                .withArgs("init", "defaults", "--chain-id", chain.chainId(), "--overwrite", "--home", folder)
                .addNewEnv()
                .withName("HOME")
                .withValue("/tmp")
                .endEnv()
                .withResources(Containers.node(spec.resources()))
                .withSecurityContext(Containers.container())
                .withVolumeMounts(Containers.mount("defaults", Names.DEFAULTS_FOLDER), Containers.mount("tmp", "/tmp"))
                .build();
    }

    private Container stage(Stage stage, boolean home) {
        List<io.fabric8.kubernetes.api.model.VolumeMount> mounts = new ArrayList<>(List.of(
                Containers.mountReadOnly("defaults", Names.DEFAULTS_FOLDER),
                Containers.mountReadOnly("network", Names.NETWORK_FOLDER),
                Containers.mount("tmp", "/tmp"),
                // Of all tokens of the chain the pod gets its own.
                new VolumeMountBuilder()
                        .withName("token")
                        .withMountPath(Names.TOKEN_FILE)
                        .withSubPathExpr("$(POD_NAME)")
                        .withReadOnly(true)
                        .build()));
        if (told) {
            mounts.add(Containers.mountReadOnly("launch", Names.LAUNCH_FOLDER));
        }
        if (home) {
            mounts.add(Containers.mount("home", Names.HOME));
        }
        return new ContainerBuilder()
                .withName(stage.label())
                .withImage(orreryImage)
                .withArgs("stage", stage.label())
                .addNewEnv()
                .withName("POD_NAME")
                .withNewValueFrom()
                .withNewFieldRef()
                .withFieldPath("metadata.name")
                .endFieldRef()
                .endValueFrom()
                .endEnv()
                .addNewEnv()
                .withName("ORRERY_CHAIN")
                .withValue(chain.name())
                .endEnv()
                .addNewEnv()
                .withName("ORRERY_API")
                .withValue("http://" + Names.API + ":" + Names.API_PORT)
                .endEnv()
                .withResources(Containers.orrery())
                .withSecurityContext(Containers.container())
                .withVolumeMounts(mounts)
                .build();
    }

    private static List<EnvVar> environment(NodeCommand command) {
        Map<String, String> environment = new LinkedHashMap<>(Map.of("HOME", "/tmp"));
        environment.putAll(command.environment());
        return environment.entrySet().stream()
                .map(entry -> new EnvVarBuilder()
                        .withName(entry.getKey())
                        .withValue(entry.getValue())
                        .build())
                .toList();
    }

    private Container node(NodeCommand command) {
        var address = Names.address(chain.name());
        return new ContainerBuilder()
                .withName(Names.NODE)
                .withImage(chainImage)
                .withArgs(command.arguments())
                .withEnv(environment(command))
                .addNewPort()
                .withName("p2p")
                .withContainerPort(address.p2p())
                .endPort()
                .addNewPort()
                .withName("rpc")
                .withContainerPort(address.rpc())
                .endPort()
                .addNewPort()
                .withName("grpc")
                .withContainerPort(address.grpc())
                .endPort()
                .addNewPort()
                .withName("rest")
                .withContainerPort(address.rest())
                .endPort()
                // An answer once there is a block. As long as there is none, nobody is to kill the node for it.
                .withNewStartupProbe()
                .withNewHttpGet()
                .withPath("/block_results")
                .withNewPort("rpc")
                .endHttpGet()
                .withPeriodSeconds(1)
                .withTimeoutSeconds(2)
                .withFailureThreshold(A_DAY)
                .endStartupProbe()
                .withNewReadinessProbe()
                .withNewHttpGet()
                .withPath("/health")
                .withNewPort("rpc")
                .endHttpGet()
                .withPeriodSeconds(5)
                .withTimeoutSeconds(2)
                .endReadinessProbe()
                .withResources(Containers.node(spec.resources()))
                .withSecurityContext(Containers.container())
                .withVolumeMounts(Containers.mount("home", Names.HOME), Containers.mount("tmp", "/tmp"))
                .build();
    }
}
