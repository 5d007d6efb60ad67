package dev.orrery.backend.kubernetes.internal.objects;

import dev.orrery.engine.plan.NodeId;
import dev.orrery.spec.KubernetesSpec;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.networking.v1.IngressBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.IngressRule;
import io.fabric8.kubernetes.api.model.networking.v1.IngressRuleBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.IngressTLS;
import io.fabric8.kubernetes.api.model.networking.v1.IngressTLSBuilder;
import java.util.List;
import java.util.Map;

/** The host names of a chain's nodes: an Ingress for each kind of endpoint, since controllers are told of gRPC by annotations. */
public final class IngressManifests {
    private final String namespace;
    private final HostNames hosts;
    private final KubernetesSpec.Ingress spec;

    IngressManifests(String network, String namespace, KubernetesSpec.Ingress spec) {
        this.namespace = namespace;
        this.hosts = new HostNames(spec.host(), network, namespace);
        this.spec = spec;
    }

    /**
     * The Ingresses of a chain.
     *
     * @param labels the chain's
     */
    List<HasMetadata> of(String chain, List<NodeId> nodes, Map<String, String> labels) {
        return Names.ENDPOINTS.stream()
                .map(endpoint -> ingress(chain, endpoint, nodes, labels))
                .toList();
    }

    private HasMetadata ingress(String chain, String endpoint, List<NodeId> nodes, Map<String, String> labels) {
        return new IngressBuilder()
                .withNewMetadata()
                .withName(chain + "-" + endpoint)
                .withNamespace(namespace)
                .withLabels(labels)
                .withAnnotations(spec.annotations())
                .endMetadata()
                .withNewSpec()
                .withIngressClassName(spec.ingressClass().orElse(null))
                .withTls(spec.tls()
                        .map(secret -> List.of(certificate(secret, endpoint, nodes)))
                        .orElse(List.of()))
                .withRules(nodes.stream().map(node -> rule(node, endpoint)).toList())
                .endSpec()
                .build();
    }

    private IngressTLS certificate(String secret, String endpoint, List<NodeId> nodes) {
        return new IngressTLSBuilder()
                .withSecretName(secret)
                .withHosts(nodes.stream().map(node -> hosts.of(node, endpoint)).toList())
                .build();
    }

    private IngressRule rule(NodeId node, String endpoint) {
        return new IngressRuleBuilder()
                .withHost(hosts.of(node, endpoint))
                .withNewHttp()
                .addNewPath()
                .withPath("/")
                .withPathType("Prefix")
                .withNewBackend()
                .withNewService()
                .withName(Names.service(node))
                .withNewPort()
                .withName(endpoint)
                .endPort()
                .endService()
                .endBackend()
                .endPath()
                .endHttp()
                .build();
    }
}
