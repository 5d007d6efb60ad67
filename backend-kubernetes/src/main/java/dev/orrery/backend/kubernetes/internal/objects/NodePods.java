package dev.orrery.backend.kubernetes.internal.objects;

import dev.orrery.engine.Stage;
import dev.orrery.engine.plan.ChainPlan;
import dev.orrery.engine.plan.ChainPlan.NodePlan;
import dev.orrery.engine.plan.CompanionPlan;
import dev.orrery.engine.plan.NodeId;
import dev.orrery.engine.plan.NodeLayout;
import dev.orrery.spec.ChainSpec;
import dev.orrery.spec.KubernetesSpec;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The pods of a chain's nodes: one StatefulSet for all of them, or one for each where they differ ({@link PodNames}).
 *
 * <p>What runs in a pod follows the order in which a kubelet starts containers: one after the other those that prepare the home, then companions that
 * come before their node, then the node. Where other companions wait for the node's first block, the node is a sidecar too, since a kubelet starts
 * the containers of a pod when the start-up probe of its last sidecar has had its answer.
 */
public final class NodePods {
    private static final int A_DAY = 86_400;
    /** Enough for a node; and a namespace takes half of it, and a second, to see that its pods are gone. */
    private static final long TO_END_SECONDS = 3;

    private final String network;
    private final String namespace;
    private final KubernetesSpec spec;
    private final Images images;
    private final ChainSpec chain;
    private final PodNames names;
    private final boolean told;

    /** @param told whether the pods find the genesis of the chain in a Secret, since it was launched by transactions */
    NodePods(
            String network,
            String namespace,
            KubernetesSpec spec,
            Images images,
            ChainSpec chain,
            PodNames names,
            boolean told) {
        this.network = network;
        this.namespace = namespace;
        this.spec = spec;
        this.images = images;
        this.chain = chain;
        this.names = names;
        this.told = told;
    }

    /** The StatefulSets, each after the Secret that its pods' environment comes from, if they need one. */
    List<HasMetadata> of(ChainPlan plan) {
        List<HasMetadata> objects = new ArrayList<>();
        List<NodeId> nodes = plan.chain().nodes().stream().map(NodeLayout::id).toList();
        if (PodNames.differ(chain)) {
            nodes.forEach(node -> add(objects, node, 1, Map.of(Names.NODE_LABEL, node.node()), plan));
        } else {
            add(objects, nodes.getFirst(), nodes.size(), Map.of(), plan);
        }
        return objects;
    }

    /** @param own labels of these pods, beside the chain's */
    private void add(List<HasMetadata> objects, NodeId node, int replicas, Map<String, String> own, ChainPlan plan) {
        Environment environment = new Environment(Names.environment(names.set(node)));
        NodePlan part = Objects.requireNonNull(plan.nodes().get(node.node()));
        Map<String, String> labels = new LinkedHashMap<>(Names.labels(network, chain.name()));
        labels.putAll(own);
        Map<String, String> selector = new LinkedHashMap<>(Map.of(Names.CHAIN, chain.name()));
        selector.putAll(own);
        HasMetadata set = set(names.set(node), replicas, labels, selector, part, environment);
        if (!environment.secrets().isEmpty()) {
            Map<String, String> data = new TreeMap<>();
            environment
                    .secrets()
                    .forEach((key, value) -> data.put(key, Base64.getEncoder().encodeToString(value)));
            objects.add(new SecretBuilder()
                    .withNewMetadata()
                    .withName(Names.environment(names.set(node)))
                    .withNamespace(namespace)
                    .withLabels(labels)
                    .endMetadata()
                    .withData(data)
                    .build());
        }
        objects.add(set);
    }

    private HasMetadata set(
            String name,
            int replicas,
            Map<String, String> labels,
            Map<String, String> selector,
            NodePlan plan,
            Environment environment) {
        boolean claims = spec.storage().isPresent();
        CompanionContainers companions = new CompanionContainers(chain, images, environment);
        List<CompanionPlan> first =
                plan.companions().stream().filter(CompanionPlan::first).toList();
        List<CompanionPlan> later = plan.companions().stream()
                .filter(companion -> !companion.first())
                .toList();
        List<Container> before = new ArrayList<>(List.of(
                defaults(Names.DEFAULTS, Names.DEFAULTS_FOLDER),
                stage(Stage.INIT_CHAIN, List.of()),
                stage(Stage.INIT_NODE, homes(plan))));
        first.forEach(companion -> before.add(companions.of(companion)));
        Container node = node(NodeCommand.of(plan), environment, later.isEmpty() ? null : CompanionContainers.SIDECAR);
        List<Container> containers = new ArrayList<>();
        if (later.isEmpty()) {
            containers.add(node);
        } else {
            before.add(node);
            later.forEach(companion -> containers.add(companions.of(companion)));
        }
        return new StatefulSetBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(namespace)
                .withLabels(labels)
                .endMetadata()
                .withNewSpec()
                .withReplicas(replicas)
                .withServiceName(Names.governing(chain.name()))
                // Else the first never gets ready, since it needs the others, and the second never starts.
                .withPodManagementPolicy("Parallel")
                .withNewUpdateStrategy()
                .withType("OnDelete")
                .endUpdateStrategy()
                .withNewSelector()
                .withMatchLabels(selector)
                .endSelector()
                .withVolumeClaimTemplates(spec.storage()
                        .map(storage -> claim(storage, labels))
                        .map(List::of)
                        .orElse(List.of()))
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
                .withInitContainers(before)
                .withContainers(containers)
                .addToVolumes(
                        Containers.scratch("tmp"),
                        Containers.scratch("defaults"),
                        Containers.secret("network", Names.NETWORK),
                        Containers.secret("token", Names.tokens(chain.name())))
                .addAllToVolumes(told ? List.of(Containers.secret("launch", Names.launch(chain.name()))) : List.of())
                .addAllToVolumes(claims ? List.of() : List.of(Containers.scratch("home")))
                .addAllToVolumes(CompanionContainers.volumes(plan.companions()))
                .endSpec()
                .endTemplate()
                .endSpec()
                .build();
    }

    /** What the stage that sets a node up writes to. */
    private static List<VolumeMount> homes(NodePlan plan) {
        List<VolumeMount> homes = new ArrayList<>(List.of(Containers.mount("home", Names.HOME)));
        plan.companions().forEach(companion -> homes.add(CompanionContainers.home(companion)));
        return homes;
    }

    private PersistentVolumeClaim claim(KubernetesSpec.Storage storage, Map<String, String> labels) {
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
                .withImage(images.of(chain.name()))
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

    private Container stage(Stage stage, List<VolumeMount> homes) {
        List<VolumeMount> mounts = new ArrayList<>(List.of(
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
        mounts.addAll(homes);
        return new ContainerBuilder()
                .withName(stage.label())
                .withImage(images.orrery())
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
                .withName("ORRERY_API")
                .withValue("http://" + Names.API + ":" + Names.API_PORT)
                .endEnv()
                .withResources(Containers.orrery())
                .withSecurityContext(Containers.container())
                .withVolumeMounts(mounts)
                .build();
    }

    /** @param restartPolicy of a sidecar; null for a container of the usual kind */
    private Container node(NodeCommand command, Environment environment, @Nullable String restartPolicy) {
        var address = Names.address(chain.name());
        return new ContainerBuilder()
                .withName(Names.NODE)
                .withImage(images.of(chain.name()))
                .withArgs(command.arguments())
                .withEnv(environment.of(
                        Names.NODE, command.environment(), chain.extras().environment()))
                .withRestartPolicy(restartPolicy)
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
