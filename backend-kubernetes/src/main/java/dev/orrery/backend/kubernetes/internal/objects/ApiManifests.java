package dev.orrery.backend.kubernetes.internal.objects;

import dev.orrery.spec.KubernetesSpec;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRuleBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPortBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/** What a network has once: its namespace, the API service, and what keeps strangers out. */
public final class ApiManifests {
    private static final String STORE = "/store";
    private static final String CREDENTIALS = "/orrery/credentials";
    private static final String POD_STANDARD = "pod-security.kubernetes.io/enforce";

    private final String network;
    private final String namespace;
    private final KubernetesSpec spec;
    private final String image;
    private final Map<String, String> labels;

    /**
     * @param image Orrery's own
     */
    ApiManifests(String network, String namespace, KubernetesSpec spec, String image) {
        this.network = network;
        this.namespace = namespace;
        this.spec = spec;
        this.image = image;
        this.labels = Names.labels(network);
    }

    /**
     * The namespace.
     *
     * @param more labels beside the network's own
     */
    HasMetadata namespace(Map<String, String> more) {
        Map<String, String> own = new LinkedHashMap<>(labels);
        own.put(POD_STANDARD, "restricted");
        own.putAll(more);
        return new NamespaceBuilder()
                .withNewMetadata()
                .withName(namespace)
                .withLabels(own)
                .endMetadata()
                .build();
    }

    /** All but the namespace. */
    List<HasMetadata> all(Tokens tokens) {
        return List.of(account(), isolation(), secret(tokens), service(), deployment());
    }

    /** An account that may do nothing, and whose token no pod gets. */
    private HasMetadata account() {
        return new ServiceAccountBuilder()
                .withNewMetadata()
                .withName(Names.ACCOUNT)
                .withNamespace(namespace)
                .withLabels(labels)
                .endMetadata()
                .withAutomountServiceAccountToken(false)
                .build();
    }

    /** Pods of the network talk to one another, and to nobody else but the cluster's names and those that serve theirs. */
    private HasMetadata isolation() {
        return new NetworkPolicyBuilder()
                .withNewMetadata()
                .withName(network)
                .withNamespace(namespace)
                .withLabels(labels)
                .endMetadata()
                .withNewSpec()
                .withNewPodSelector()
                .endPodSelector()
                .withPolicyTypes("Ingress", "Egress")
                .addNewIngress()
                .addNewFrom()
                .withNewPodSelector()
                .endPodSelector()
                .endFrom()
                .endIngress()
                .addAllToIngress(spec.hasHostNames() ? List.of(users()) : List.of())
                .addNewEgress()
                .addNewTo()
                .withNewPodSelector()
                .endPodSelector()
                .endTo()
                .endEgress()
                .addNewEgress()
                .addNewPort()
                .withProtocol("UDP")
                .withNewPort(53)
                .endPort()
                .addNewPort()
                .withProtocol("TCP")
                .withNewPort(53)
                .endPort()
                .endEgress()
                .endSpec()
                .build();
    }

    /** Whoever serves the host names of the nodes is a pod of somebody else's, who knows where. */
    private static NetworkPolicyIngressRule users() {
        return new NetworkPolicyIngressRuleBuilder()
                .withPorts(Names.ENDPOINTS.stream()
                        .map(endpoint -> new NetworkPolicyPortBuilder()
                                .withProtocol("TCP")
                                .withNewPort(endpoint)
                                .build())
                        .toList())
                .build();
    }

    private HasMetadata secret(Tokens tokens) {
        return new SecretBuilder()
                .withNewMetadata()
                .withName(Names.API)
                .withNamespace(namespace)
                .withLabels(labels)
                .endMetadata()
                .addToStringData("token", tokens.operator())
                .addToStringData("nodes.json", JsonMapper.shared().writeValueAsString(tokens.hashes()))
                .build();
    }

    private HasMetadata service() {
        return new ServiceBuilder()
                .withNewMetadata()
                .withName(Names.API)
                .withNamespace(namespace)
                .withLabels(labels)
                .endMetadata()
                .withNewSpec()
                .withSelector(Map.of("app", Names.API))
                .addNewPort()
                .withName("http")
                .withPort(Names.API_PORT)
                .endPort()
                .endSpec()
                .build();
    }

    private HasMetadata deployment() {
        Map<String, String> own = new LinkedHashMap<>(labels);
        own.put("app", Names.API);
        return new DeploymentBuilder()
                .withNewMetadata()
                .withName(Names.API)
                .withNamespace(namespace)
                .withLabels(labels)
                .endMetadata()
                .withNewSpec()
                .withReplicas(1)
                .withNewStrategy()
                .withType("Recreate")
                .endStrategy()
                .withNewSelector()
                .withMatchLabels(Map.of("app", Names.API))
                .endSelector()
                .withNewTemplate()
                .withNewMetadata()
                .withLabels(own)
                .endMetadata()
                .withNewSpec()
                .withServiceAccountName(Names.ACCOUNT)
                .withAutomountServiceAccountToken(false)
                .withEnableServiceLinks(false)
                .withTerminationGracePeriodSeconds(2L)
                .withSecurityContext(Containers.pod())
                .withImagePullSecrets(Containers.pullSecrets(spec))
                .withNodeSelector(new TreeMap<>(spec.nodeSelector()))
                .withTolerations(Containers.tolerations(spec))
                .addNewContainer()
                .withName(Names.API)
                .withImage(image)
                .withArgs(
                        "serve",
                        "--listen",
                        "0.0.0.0:" + Names.API_PORT,
                        "--store",
                        STORE,
                        "--token-file",
                        CREDENTIALS + "/token",
                        "--node-tokens",
                        CREDENTIALS + "/nodes.json",
                        "--behind-guard")
                .addNewPort()
                .withName("http")
                .withContainerPort(Names.API_PORT)
                .endPort()
                .withNewReadinessProbe()
                .withNewHttpGet()
                .withPath("/health")
                .withNewPort("http")
                .endHttpGet()
                .withPeriodSeconds(1)
                .endReadinessProbe()
                .withResources(Containers.orrery())
                .withSecurityContext(Containers.container())
                .withVolumeMounts(
                        Containers.mount("store", STORE),
                        Containers.mount("tmp", "/tmp"),
                        Containers.mountReadOnly("credentials", CREDENTIALS))
                .endContainer()
                .withVolumes(
                        Containers.scratch("store"),
                        Containers.scratch("tmp"),
                        Containers.secret("credentials", Names.API))
                .endSpec()
                .endTemplate()
                .endSpec()
                .build();
    }
}
