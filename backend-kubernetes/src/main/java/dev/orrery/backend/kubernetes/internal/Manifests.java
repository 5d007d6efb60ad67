package dev.orrery.backend.kubernetes.internal;

import dev.orrery.backend.kubernetes.internal.objects.CompanionPorts;
import dev.orrery.backend.kubernetes.internal.objects.Images;
import dev.orrery.backend.kubernetes.internal.objects.Names;
import dev.orrery.backend.kubernetes.internal.objects.NetworkObjects;
import dev.orrery.backend.kubernetes.internal.objects.RelayerManifests;
import dev.orrery.backend.kubernetes.internal.objects.Rights;
import dev.orrery.backend.kubernetes.internal.objects.Tokens;
import dev.orrery.base.AtomicFiles;
import dev.orrery.binaries.Binary;
import dev.orrery.binaries.BinaryFacts;
import dev.orrery.engine.backend.Renderer;
import dev.orrery.engine.plan.ChainLayout;
import dev.orrery.engine.plan.ChainPlan;
import dev.orrery.engine.plan.Layout;
import dev.orrery.engine.plan.LayoutPlanner;
import dev.orrery.engine.plan.NodeId;
import dev.orrery.engine.plan.NodeLayout;
import dev.orrery.engine.plan.Placement;
import dev.orrery.engine.relayers.RelayerProgram;
import dev.orrery.engine.relayers.RelayerTask;
import dev.orrery.network.NetworkDescription;
import dev.orrery.network.NetworkDescription.PathDescription;
import dev.orrery.network.NetworkDescription.RelayerDescription;
import dev.orrery.spec.ChainSpec;
import dev.orrery.spec.NetworkSpec;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/**
 * Writes the objects of a network as a folder for {@code kubectl apply -k}. What a session would do from outside while the network
 * starts, such as the handshakes of a path, an owner in the cluster does.
 */
public final class Manifests implements Renderer {
    private static final String KUSTOMIZATION = """
        apiVersion: kustomize.config.k8s.io/v1beta1
        kind: Kustomization
        resources:
        """;

    /** Each relayer has a pod of its own. */
    private static final List<Integer> RELAYER_PORTS = List.of(3000, 3001);

    private final NetworkSpec spec;
    private final String namespace;
    private final Images images;
    private final NetworkObjects objects;

    public Manifests(NetworkSpec spec) {
        this.spec = spec;
        this.namespace = spec.kubernetes().namespace().orElseGet(() -> Names.namespace(spec.name()));
        this.images = Images.of(spec);
        this.objects = new NetworkObjects(spec, namespace, images, true);
    }

    /** By the names of the Services: their numbers are the cluster's to choose. */
    @Override
    public Placement placement(List<NodeId> nodes) {
        return new Placement(nodes.stream()
                        .collect(Collectors.toMap(node -> node, node -> Names.address(Names.service(node)))))
                .with(CompanionPorts.of(spec))
                .with(LayoutPlanner.jsonRpcNodes(spec), (node, address) -> Names.withJsonRpc(address));
    }

    @Override
    public void companions(Map<String, Binary> programs) {
        images.learnCompanions(programs);
    }

    @Override
    public void write(
            Layout layout,
            Map<String, ChainPlan> plans,
            Map<String, BinaryFacts> facts,
            NetworkDescription description,
            BiFunction<String, Integer, Path> programs,
            Path out) {
        Rendered.check(spec, images);
        images.learn(facts);
        Map<String, List<HasMetadata>> files = new LinkedHashMap<>();
        files.put("namespace.yaml", List.of(objects.namespace()));
        List<NodeId> nodes = layout.chains().stream()
                .flatMap(chain -> chain.nodes().stream())
                .map(NodeLayout::id)
                .toList();
        Tokens tokens = Tokens.derived(spec.name(), spec.seed(), nodes);
        files.put("api.yaml", objects.shared(tokens));
        Map<NodeId, String> hosts = new LinkedHashMap<>();
        nodes.forEach(node -> hosts.put(node, Names.service(node)));
        List<HasMetadata> network = new ArrayList<>(List.of(objects.network(layout, facts, hosts)));
        if (!Rendered.isOwned(spec)) {
            network.add(objects.description(Elsewhere.describe(description)));
        }
        files.put("network.yaml", network);
        for (ChainLayout chain : layout.chains()) {
            files.put(
                    "chain-" + chain.name() + ".yaml",
                    chain(chain.spec(), chain.nodes(), tokens, Objects.requireNonNull(plans.get(chain.name()))));
        }
        if (Rendered.isOwned(spec)) {
            files.put("owner.yaml", List.of(objects.owner()));
        }
        List<HasMetadata> relayers = relayers(description, programs);
        if (!relayers.isEmpty()) {
            files.put("relayers.yaml", relayers);
        }
        files.forEach((name, content) -> write(out.resolve(name), content));
        // Not the network's: whoever may give rights applies them.
        write(out.resolve("rights-to-start.yaml"), Rights.toStart());
        write(out.resolve("rights-to-visit.yaml"), Rights.toVisit(namespace));
        StringBuilder kustomization = new StringBuilder(KUSTOMIZATION);
        files.keySet().forEach(name -> kustomization.append("  - ").append(name).append('\n'));
        AtomicFiles.write(out.resolve("kustomization.yaml"), kustomization.toString());
    }

    /** Those that are programs. */
    private List<HasMetadata> relayers(NetworkDescription network, BiFunction<String, Integer, Path> programs) {
        RelayerManifests manifests = new RelayerManifests(spec.name(), namespace, spec.kubernetes());
        List<HasMetadata> all = new ArrayList<>();
        for (PathDescription path : network.paths()) {
            for (int i = 0; i < path.relayers().size(); i++) {
                int index = i;
                RelayerDescription relayer = path.relayers().get(i);
                RelayerProgram.of(relayer.kind())
                        .ifPresent(program -> all.addAll(manifests.lasting(
                                program.plan(RelayerTask.of(network, path, relayer), RELAYER_PORTS),
                                images.ofRelayer(relayer.kind(), () -> programs.apply(path.name(), index)))));
            }
        }
        return all;
    }

    private List<HasMetadata> chain(ChainSpec chain, List<NodeLayout> layouts, Tokens tokens, ChainPlan plan) {
        List<NodeId> nodes = layouts.stream().map(NodeLayout::id).toList();
        List<HasMetadata> all = new ArrayList<>();
        all.add(objects.tokens(chain, nodes, tokens));
        all.addAll(objects.services(chain, nodes));
        all.addAll(objects.hostNames(chain, nodes));
        all.addAll(objects.pods(plan));
        return all;
    }

    /** Tokens and seeds are in there: for their owner alone. */
    private static void write(Path file, List<HasMetadata> objects) {
        String yaml = objects.stream().map(Serialization::asYaml).collect(Collectors.joining());
        AtomicFiles.writeSecret(file, yaml.getBytes(StandardCharsets.UTF_8));
    }
}
