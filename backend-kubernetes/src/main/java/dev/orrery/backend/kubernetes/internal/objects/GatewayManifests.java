package dev.orrery.backend.kubernetes.internal.objects;

import dev.orrery.engine.plan.NodeAddress;
import dev.orrery.engine.plan.NodeId;
import dev.orrery.spec.KubernetesSpec;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.GRPCRouteBuilder;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteBuilder;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.ParentReference;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.ParentReferenceBuilder;
import java.util.List;
import java.util.Map;

/** The host names of nodes as routes of the Gateway API, one for each endpoint, which somebody's Gateway takes up. */
public final class GatewayManifests {
    private final KubernetesSpec.Gateway spec;
    private final HostNames hosts;
    private final String namespace;

    GatewayManifests(String network, String namespace, KubernetesSpec.Gateway spec) {
        this.spec = spec;
        this.hosts = new HostNames(spec.host(), network, namespace);
        this.namespace = namespace;
    }

    /** @param labels of the node's chain */
    List<HasMetadata> of(NodeId node, Map<String, String> labels) {
        NodeAddress address = Names.address(Names.service(node));
        return List.of(
                http(node, "rpc", address.rpc(), labels),
                grpc(node, "grpc", address.grpc(), labels),
                http(node, "rest", address.rest(), labels));
    }

    private HasMetadata http(NodeId node, String endpoint, int port, Map<String, String> labels) {
        return new HTTPRouteBuilder()
                .withMetadata(metadata(node, endpoint, labels))
                .withNewSpec()
                .withParentRefs(gateway())
                .withHostnames(hosts.of(node, endpoint))
                .addNewRule()
                .addNewBackendRef()
                .withName(Names.service(node))
                .withPort(port)
                .endBackendRef()
                .endRule()
                .endSpec()
                .build();
    }

    private HasMetadata grpc(NodeId node, String endpoint, int port, Map<String, String> labels) {
        return new GRPCRouteBuilder()
                .withMetadata(metadata(node, endpoint, labels))
                .withNewSpec()
                .withParentRefs(gateway())
                .withHostnames(hosts.of(node, endpoint))
                .addNewRule()
                .addNewBackendRef()
                .withName(Names.service(node))
                .withPort(port)
                .endBackendRef()
                .endRule()
                .endSpec()
                .build();
    }

    private ObjectMeta metadata(NodeId node, String endpoint, Map<String, String> labels) {
        return new ObjectMetaBuilder()
                .withName(Names.service(node) + "-" + endpoint)
                .withNamespace(namespace)
                .withLabels(labels)
                .build();
    }

    private ParentReference gateway() {
        return new ParentReferenceBuilder()
                .withName(spec.name())
                .withNamespace(spec.namespace())
                .withSectionName(spec.sectionName().orElse(null))
                .build();
    }
}
