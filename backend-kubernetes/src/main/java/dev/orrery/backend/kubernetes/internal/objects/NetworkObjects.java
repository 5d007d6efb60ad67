package dev.orrery.backend.kubernetes.internal.objects;

import dev.orrery.base.Failure;
import dev.orrery.base.InvalidInputException;
import dev.orrery.binaries.BinaryFacts;
import dev.orrery.engine.plan.ChainPlan;
import dev.orrery.engine.plan.Layout;
import dev.orrery.engine.plan.NodeId;
import dev.orrery.spec.ChainSpec;
import dev.orrery.spec.NetworkSpec;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * All objects that a network is made of in a cluster, in the order in which they are made: the same whether a session makes them
 * or a renderer writes them.
 */
public final class NetworkObjects {
    /** Of the API server (etcd) for one object. */
    private static final int LARGEST = 1_000_000;

    private final NetworkSpec spec;
    private final String namespace;
    private final Images images;
    private final ApiManifests api;
    private final PodNames names;
    private final boolean ownedInside;

    /** @param ownedInside whether the network's owner is in the cluster too */
    public NetworkObjects(NetworkSpec spec, String namespace, Images images, boolean ownedInside) {
        this.spec = spec;
        this.namespace = namespace;
        this.images = images;
        this.ownedInside = ownedInside;
        this.names = PodNames.of(spec);
        this.api = new ApiManifests(spec.name(), namespace, spec.kubernetes(), images.orrery());
    }

    /** The namespace, without a word of who makes it. */
    public HasMetadata namespace() {
        return api.namespace(Map.of());
    }

    /**
     * The namespace.
     *
     * @param run says which run of the network has made it
     */
    public HasMetadata namespace(String run) {
        return api.namespace(Map.of(Names.RUN, run));
    }

    /** What the network has once, beside its namespace. */
    public List<HasMetadata> shared(Tokens tokens) {
        return api.all(tokens);
    }

    /** The tokens of a chain's nodes. */
    public HasMetadata tokens(ChainSpec chain, List<NodeId> nodes, Tokens tokens) {
        return of(chain).tokens(nodes, tokens);
    }

    /** The Services of a chain: first the one that its StatefulSets want, then one for each node. */
    public List<HasMetadata> services(ChainSpec chain, List<NodeId> nodes) {
        return of(chain).services(nodes);
    }

    /** The host names of a chain's nodes. */
    public List<HasMetadata> hostNames(ChainSpec chain, List<NodeId> nodes) {
        return of(chain).hostNames(nodes);
    }

    /**
     * What the stages in the pods compute the plan from.
     *
     * @param hosts the address of each node: a number, or a name that pods look up
     * @throws InvalidInputException if it is too large for the cluster
     */
    public HasMetadata network(Layout layout, Map<String, BinaryFacts> facts, Map<NodeId, String> hosts) {
        Map<String, String> byName = new LinkedHashMap<>();
        hosts.forEach((node, host) -> byName.put(node.toString(), host));
        Map<String, String> prefixes = new LinkedHashMap<>();
        facts.forEach((chain, known) -> {
            if (!known.prefix().isEmpty()) {
                prefixes.put(chain, known.prefix());
            }
        });
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put(NetworkFile.NAME, new NetworkFile(spec, layout.genesisTime(), byName, prefixes).write());
        for (ChainSpec chain : spec.chains()) {
            if (chain.genesisEdits().file().isPresent()) {
                files.put(
                        NetworkFile.ownGenesis(chain.name()),
                        Objects.requireNonNull(facts.get(chain.name()))
                                .defaultGenesis()
                                .toString()
                                .getBytes(StandardCharsets.UTF_8));
            }
        }
        return secret(Names.NETWORK, files);
    }

    /** What attaching to the network needs, from wherever. */
    public HasMetadata description(byte[] json) {
        return secret(Names.DESCRIPTION, Map.of(Names.DESCRIPTION_FILE, json));
    }

    /** A Secret of files. */
    public Secret secret(String name, Map<String, byte[]> files) {
        long size = files.values().stream().mapToLong(file -> file.length).sum();
        if (size > LARGEST) {
            throw new InvalidInputException(Failure.doing("handing the network to the cluster")
                    .where("Secret " + name)
                    .expected("at most " + LARGEST + " bytes of network file and genesis files, which one Secret holds")
                    .seen(size + " bytes")
                    .hint("start from the binary's default genesis, and change it with `genesis:`")
                    .build());
        }
        Map<String, String> data = new LinkedHashMap<>();
        files.forEach((file, content) -> data.put(file, Base64.getEncoder().encodeToString(content)));
        return new SecretBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(namespace)
                .withLabels(Names.labels(spec.name()))
                .endMetadata()
                .withData(data)
                .build();
    }

    /** What makes the pods of a chain. */
    public List<HasMetadata> pods(ChainPlan plan) {
        return pods(plan.chain().spec()).of(plan);
    }

    /** What owns the network, where that is in the cluster. */
    public HasMetadata owner() {
        return new OwnerManifests(spec, namespace, images.orrery())
                .pod(spec.chains().stream()
                        .map(chain -> pods(chain)
                                .defaults(
                                        Names.DEFAULTS + "-" + chain.name(),
                                        Names.DEFAULTS_FOLDER + "/" + chain.name()))
                        .toList());
    }

    private NodePods pods(ChainSpec chain) {
        return new NodePods(
                spec.name(), namespace, spec.kubernetes(), images, chain, names, chain.isLaunched() && !ownedInside);
    }

    private ChainManifests of(ChainSpec chain) {
        return new ChainManifests(spec.name(), namespace, spec.kubernetes(), chain, names);
    }
}
