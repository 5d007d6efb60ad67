package dev.orrery.backend.kubernetes.internal;

import dev.orrery.base.Failure;
import dev.orrery.base.HostException;
import dev.orrery.engine.plan.NodeAddress;
import dev.orrery.engine.plan.NodeId;
import dev.orrery.spec.KubernetesSpec;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.GRPCRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.GRPCRouteBuilder;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteBuilder;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.ParentReference;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.ParentReferenceBuilder;
import java.util.List;
import java.util.Map;

/** The host names of nodes as routes of the Gateway API, one for each endpoint, which somebody's Gateway takes up. */
final class GatewayManifests {
    private final KubernetesSpec.Gateway spec;
    private final HostNames hosts;
    private final String namespace;

    GatewayManifests(String network, String namespace, KubernetesSpec.Gateway spec) {
        this.spec = spec;
        this.hosts = new HostNames(spec.host(), network, namespace);
        this.namespace = namespace;
    }

    /**
     * Before anything is made on a cluster: it has to know routes, which no cluster does by itself.
     *
     * @throws HostException if it does not
     */
    static void check(Cluster cluster) {
        boolean known = cluster.ask(
                "asking whether the cluster knows the Gateway API",
                () -> cluster.client().supports(HTTPRoute.class)
                        && cluster.client().supports(GRPCRoute.class));
        if (!known) {
            throw new HostException(Failure.doing("giving the nodes host names")
                    .where("kubernetes.gateway, " + cluster.where())
                    .expected("a cluster with HTTPRoute and GRPCRoute of gateway.networking.k8s.io/v1")
                    .seen("it does not know them")
                    .hint("install the Gateway API and something that implements it, or use `kubernetes.ingress`")
                    .command("kubectl api-resources --api-group=gateway.networking.k8s.io")
                    .build());
        }
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
