package dev.orrery.benchmarks.network;

import dev.orrery.backend.process.ProcessBackend;
import dev.orrery.base.Failure;
import dev.orrery.base.HostException;
import dev.orrery.benchmarks.measure.Measured;
import dev.orrery.benchmarks.measure.Started;
import dev.orrery.benchmarks.measure.Way;
import dev.orrery.binaries.Binaries;
import dev.orrery.binaries.Binary;
import dev.orrery.binaries.BinaryFacts;
import dev.orrery.binaries.BuildProgress;
import dev.orrery.engine.backend.BackendSession;
import dev.orrery.engine.backend.NetworkPlace;
import dev.orrery.engine.plan.ChainLayout;
import dev.orrery.engine.plan.ChainPlan;
import dev.orrery.engine.plan.ChainPlanner;
import dev.orrery.engine.plan.Layout;
import dev.orrery.engine.plan.LayoutPlanner;
import dev.orrery.engine.plan.NodeAddress;
import dev.orrery.engine.plan.NodeLayout;
import dev.orrery.spec.NetworkSpec;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The limit: the same homes, made before the clock runs, and {@code binaryd start} on each of them at the same time. */
public record Bare(NetworkSpec spec, Binaries binaries) implements Way {
    @Override
    public String label() {
        return "the same homes, bare `start`";
    }

    @Override
    public Measured run(Path folder) {
        try (BackendSession session =
                new ProcessBackend().open(new NetworkPlace(spec.name(), folder.resolve("bare")))) {
            List<NodeAddress> addresses = new ArrayList<>();
            List<ProcessBuilder> starts = new ArrayList<>();
            Layout layout = LayoutPlanner.layout(spec, session.reserve(LayoutPlanner.nodes(spec)), Instant.now());
            Map<String, String> prefixes = new HashMap<>();
            layout.chains()
                    .forEach(chain -> prefixes.put(
                            chain.name(),
                            chain.spec().prefix().orElseGet(() -> facts(chain).requiredPrefix())));
            for (ChainLayout chain : layout.chains()) {
                Binary binary = binaries.get(chain.spec().binary(), BuildProgress.SILENT);
                ChainPlan plan = ChainPlanner.plan(layout, chain, facts(chain), prefixes);
                session.initChain(plan);
                for (NodeLayout node : chain.nodes()) {
                    session.initNode(plan, node);
                    Path home = session.folder(node.id()).resolve("home");
                    starts.add(start(binary.executable(), home));
                    addresses.add(node.address());
                }
            }
            return measure(starts, addresses);
        }
    }

    private BinaryFacts facts(ChainLayout chain) {
        return binaries.facts(binaries.get(chain.spec().binary(), BuildProgress.SILENT), BuildProgress.SILENT);
    }

    private static Measured measure(List<ProcessBuilder> starts, List<NodeAddress> addresses) {
        List<Process> processes = new ArrayList<>();
        long start = System.nanoTime();
        try {
            for (ProcessBuilder builder : starts) {
                processes.add(Started.remember(builder.start()));
            }
            FirstBlocks.await(addresses, processes.getFirst());
            return new Measured(Duration.ofNanos(System.nanoTime() - start), Map.of());
        } catch (IOException e) {
            throw new HostException(
                    Failure.doing("starting " + starts.getFirst().command())
                            .seen(String.valueOf(e.getMessage()))
                            .build(),
                    e);
        } finally {
            Started.end(processes);
        }
    }

    private static ProcessBuilder start(Path executable, Path home) {
        File log = home.resolve("start.log").toFile();
        return new ProcessBuilder(executable.toString(), "start", "--home", home.toString())
                .redirectErrorStream(true)
                .redirectOutput(log);
    }
}
