package dev.orrery.backend.kubernetes.internal.objects;

import dev.orrery.engine.plan.NodeId;
import dev.orrery.spec.ChainSpec;
import dev.orrery.spec.KubernetesSpec;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.ServicePortBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What one chain has beside its pods: an address for each node, and their tokens. */
public final class ChainManifests {
    private final String network;
    private final String namespace;
    private final KubernetesSpec spec;
    private final ChainSpec chain;
    private final PodNames names;
    private final Map<String, String> labels;

    ChainManifests(String network, String namespace, KubernetesSpec spec, ChainSpec chain, PodNames names) {
        this.network = network;
        this.namespace = namespace;
        this.spec = spec;
        this.chain = chain;
        this.names = names;
        this.labels = Names.labels(network, chain.name());
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
        nodes.forEach(node -> services.add(service(node, names.pod(node))));
        return services;
    }

    /** The host names of the nodes, if there are to be any. */
    List<HasMetadata> hostNames(List<NodeId> nodes) {
        List<HasMetadata> all = new ArrayList<>();
        spec.ingress()
                .map(ingress -> new IngressManifests(network, namespace, ingress))
                .ifPresent(ingresses -> all.addAll(ingresses.of(chain.name(), nodes, labels)));
        spec.gateway()
                .map(gateway -> new GatewayManifests(network, namespace, gateway))
                .ifPresent(routes -> nodes.forEach(node -> all.addAll(routes.of(node, labels))));
        return all;
    }

    private HasMetadata service(NodeId node, String pod) {
        var address = Names.address(pod);
        List<ServicePort> more = new ArrayList<>();
        if (chain.servesJsonRpc()) {
            Names.withJsonRpc(address).jsonRpc().ifPresent(ports -> {
                more.add(port("json-rpc", ports.http()));
                more.add(port("json-rpc-ws", ports.ws()));
            });
        }
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
                .addAllToPorts(more)
                .endSpec()
                .build();
    }

    private static ServicePort port(String name, int number) {
        return new ServicePortBuilder().withName(name).withPort(number).build();
    }

    /** Each node's token, under the name of its pod. */
    HasMetadata tokens(List<NodeId> nodes, Tokens tokens) {
        Map<String, String> byPod = new LinkedHashMap<>();
        nodes.forEach(node -> byPod.put(names.pod(node), tokens.of(node)));
        return new SecretBuilder()
                .withNewMetadata()
                .withName(Names.tokens(chain.name()))
                .withNamespace(namespace)
                .withLabels(labels)
                .endMetadata()
                .withStringData(byPod)
                .build();
    }
}
