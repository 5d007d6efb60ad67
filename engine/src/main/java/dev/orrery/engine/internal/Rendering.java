package dev.orrery.engine.internal;

import dev.orrery.engine.UpOptions;
import dev.orrery.engine.backend.Renderer;
import dev.orrery.engine.internal.binaries.ChainBinaries;
import dev.orrery.engine.internal.binaries.RelayerBinaries;
import dev.orrery.engine.internal.paths.PathIds;
import dev.orrery.engine.plan.ChainLayout;
import dev.orrery.engine.plan.ChainPlan;
import dev.orrery.engine.plan.ChainPlanner;
import dev.orrery.engine.plan.CompanionId;
import dev.orrery.engine.plan.JsonRpcPorts;
import dev.orrery.engine.plan.Layout;
import dev.orrery.engine.plan.LayoutPlanner;
import dev.orrery.engine.plan.NodeId;
import dev.orrery.engine.plan.PathEnd;
import dev.orrery.engine.plan.PathLayout;
import dev.orrery.engine.plan.Placement;
import dev.orrery.engine.relayers.RelayerId;
import dev.orrery.engine.relayers.RelayerProgram;
import dev.orrery.engine.relayers.RelayerTask;
import dev.orrery.engine.stages.HomeFiles;
import dev.orrery.network.NetworkDescription;
import dev.orrery.network.NetworkDescription.PathDescription;
import dev.orrery.network.NetworkDescription.RelayerDescription;
import dev.orrery.network.NetworkDescription.StageDescription;
import dev.orrery.spec.NetworkSpec;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** The plan as files, for reading and comparing. */
public final class Rendering {
    /** What nothing that is only looked at depends on, so that two renderings differ only where their specs do. */
    private static final Instant GENESIS_TIME = Instant.parse("2026-01-01T00:00:00Z");

    private static final int FIRST_PORT = 20_000;

    /** Stands for the names that a path gets by its handshakes. */
    private static final String LATER = "{from the handshake}";

    private static final Descriptions.Running NOT_RUNNING = new Descriptions.Running() {
        @Override
        public long pid(NodeId node) {
            return 0;
        }

        @Override
        public String folder(NodeId node) {
            return "";
        }

        @Override
        public List<StageDescription> stages(NodeId node) {
            return List.of();
        }

        @Override
        public String sha256(String chain) {
            return "";
        }
    };

    private Rendering() {}

    /**
     * Writes every home below {@code out}, of nodes and of relayers that are processes, with a fixed genesis time and
     * consecutive ports from 20000.
     */
    public static void write(NetworkSpec spec, ChainBinaries binaries, Path out) {
        Map<CompanionId, List<Integer>> ports = new LinkedHashMap<>();
        int next = FIRST_PORT
                + Placement.PORTS_OF_A_NODE * LayoutPlanner.nodes(spec).size();
        for (Map.Entry<CompanionId, Integer> companion :
                LayoutPlanner.companions(spec).entrySet()) {
            ports.put(
                    companion.getKey(),
                    IntStream.range(next, next + companion.getValue()).boxed().toList());
            next += companion.getValue();
        }
        Map<NodeId, JsonRpcPorts> jsonRpc = new HashMap<>();
        for (NodeId node : LayoutPlanner.jsonRpcNodes(spec)) {
            jsonRpc.put(node, JsonRpcPorts.from(next));
            next += JsonRpcPorts.COUNT;
        }
        Layout layout = LayoutPlanner.layout(
                spec,
                Placement.onLoopback(LayoutPlanner.nodes(spec), FIRST_PORT)
                        .with(ports)
                        .with(
                                jsonRpc.keySet(),
                                (node, address) -> address.with(Objects.requireNonNull(jsonRpc.get(node)))),
                GENESIS_TIME);
        Map<String, ChainPlan> plans = plans(layout, binaries);
        plans.forEach((chain, plan) -> plan.nodes().forEach((name, node) -> {
            Path home = out.resolve(chain).resolve(name);
            HomeFiles.write(home, plan.genesis());
            node.keys().forEach(file -> HomeFiles.write(home, file));
            node.files().forEach(file -> HomeFiles.write(home, file));
            node.companions()
                    .forEach(companion -> companion
                            .files()
                            .forEach(file ->
                                    HomeFiles.write(home.resolve(companion.id().name()), file)));
        }));
        relayers(layout, plans, next, out.resolve(RelayerId.PATHS));
    }

    /** Has a backend write what brings the network up elsewhere. */
    public static void write(
            NetworkSpec spec,
            ChainBinaries binaries,
            String backend,
            Renderer renderer,
            Instant genesisTime,
            Supplier<RelayerBinaries> relayers,
            Path out) {
        Layout layout = LayoutPlanner.layout(spec, renderer.placement(LayoutPlanner.nodes(spec)), genesisTime);
        Map<String, ChainPlan> plans = plans(layout, binaries);
        NetworkDescription description =
                Descriptions.of(layout, UpOptions.in(out).backend(backend), openPaths(layout), plans, NOT_RUNNING);
        renderer.write(
                layout,
                plans,
                binaries.facts(),
                description,
                (path, relayer) -> relayers.get().of(path, relayer),
                out);
    }

    /** By the name of the chain. */
    private static Map<String, ChainPlan> plans(Layout layout, ChainBinaries binaries) {
        Map<String, ChainPlan> plans = new HashMap<>();
        for (ChainLayout chain : layout.chains()) {
            plans.put(
                    chain.name(),
                    ChainPlanner.plan(layout, chain, binaries.factsOf(chain.name()), binaries.prefixes()));
        }
        return plans;
    }

    private static Map<String, PathIds> openPaths(Layout layout) {
        Map<String, PathIds> open = new HashMap<>();
        layout.paths().forEach(path -> open.put(path.name(), ids(path)));
        return open;
    }

    private static void relayers(Layout layout, Map<String, ChainPlan> plans, int firstPort, Path out) {
        NetworkDescription network = Descriptions.of(layout, UpOptions.in(out), openPaths(layout), plans, NOT_RUNNING);
        int port = firstPort;
        for (PathDescription path : network.paths()) {
            for (RelayerDescription relayer : path.relayers()) {
                Optional<RelayerProgram> program = RelayerProgram.of(relayer.kind());
                if (program.isPresent()) {
                    List<Integer> ports = IntStream.range(
                                    port, port + program.get().ports())
                            .boxed()
                            .toList();
                    port += ports.size();
                    Path home = out.resolve(path.name()).resolve(relayer.name());
                    program.get()
                            .plan(RelayerTask.of(network, path, relayer), ports)
                            .files()
                            .forEach(file -> HomeFiles.write(home, file));
                }
            }
        }
    }

    private static PathIds ids(PathLayout path) {
        return path.atGenesis() ? PathIds.atGenesis(path) : new PathIds(later(path, true), later(path, false));
    }

    /** What the handshakes will give. */
    private static PathEnd.Open later(PathLayout path, boolean a) {
        return new PathEnd.Open(
                LATER,
                LATER,
                path.spec().channels().stream()
                        .map(channel -> new PathEnd.OpenChannel(channel, a ? channel.portA() : channel.portB(), LATER))
                        .toList());
    }
}
