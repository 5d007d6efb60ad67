package dev.orrery.benchmarks.network;

import dev.orrery.backend.process.ProcessBackend;
import dev.orrery.base.AtomicFiles;
import dev.orrery.base.Failure;
import dev.orrery.base.HostException;
import dev.orrery.base.InvalidInputException;
import dev.orrery.base.StageException;
import dev.orrery.benchmarks.measure.Measured;
import dev.orrery.benchmarks.measure.Phase;
import dev.orrery.benchmarks.measure.Started;
import dev.orrery.benchmarks.measure.Way;
import dev.orrery.binaries.Binaries;
import dev.orrery.binaries.BuildProgress;
import dev.orrery.engine.backend.BackendSession;
import dev.orrery.engine.backend.NetworkPlace;
import dev.orrery.engine.plan.LayoutPlanner;
import dev.orrery.engine.plan.NodeAddress;
import dev.orrery.engine.plan.NodeId;
import dev.orrery.engine.plan.Placement;
import dev.orrery.spec.ChainSpec;
import dev.orrery.spec.NetworkSpec;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The way of scripts: the chain's own commands, one after the other, then start. */
public record ShellWay(NetworkSpec spec, Binaries binaries) implements Way {
    private static final int VALIDATORS = 2;

    public ShellWay {
        for (ChainSpec chain : spec.chains()) {
            if (chain.validators() != VALIDATORS
                    || !chain.binary().equals(spec.chains().getFirst().binary())) {
                throw new InvalidInputException(Failure.doing("comparing with the shell way")
                        .where(chain.name())
                        .expected("chains of one binary with two validators each, which is what the script knows")
                        .seen(chain.validators() + " validators, "
                                + chain.binary().describe())
                        .build());
            }
        }
    }

    @Override
    public String label() {
        return "the shell way: CLI calls, then `start`";
    }

    @Override
    public Measured run(Path folder) {
        Path script = folder.resolve("shell-way.sh");
        AtomicFiles.write(script, resource());
        Path homes = AtomicFiles.folder(folder.resolve("homes"));
        // The session is there for its ports only.
        try (BackendSession session =
                new ProcessBackend().open(new NetworkPlace(spec.name(), folder.resolve("ports")))) {
            List<NodeId> nodes = LayoutPlanner.nodes(spec);
            Placement placement = session.reserve(nodes);
            return measure(
                    new ProcessBuilder(command(script, homes, placement))
                            .redirectError(homes.resolve("script.err").toFile()),
                    nodes.stream().map(placement::of).toList());
        }
    }

    private static Measured measure(ProcessBuilder builder, List<NodeAddress> nodes) {
        long start = System.nanoTime();
        Process process;
        try {
            process = Started.remember(builder.start());
        } catch (IOException e) {
            throw new HostException(
                    Failure.doing("starting bash")
                            .seen(String.valueOf(e.getMessage()))
                            .build(),
                    e);
        }
        try {
            String said = process.inputReader(StandardCharsets.UTF_8).readLine();
            Duration prepared = Duration.ofNanos(System.nanoTime() - start);
            if (!"prepared".equals(said)) {
                throw new StageException(Failure.doing("running the script of the shell way")
                        .seen("it failed; with --keep its prepare.log is left")
                        .build());
            }
            FirstBlocks.await(nodes, process);
            Duration total = Duration.ofNanos(System.nanoTime() - start);
            Map<String, Duration> parts = new LinkedHashMap<>();
            parts.put("CLI calls and settings", prepared);
            parts.put(Phase.FIRST_BLOCK.label(), total.minus(prepared));
            return new Measured(total, parts);
        } catch (IOException e) {
            throw new HostException(
                    Failure.doing("reading the script's output")
                            .seen(String.valueOf(e.getMessage()))
                            .build(),
                    e);
        } finally {
            Started.end(process);
        }
    }

    private List<String> command(Path script, Path homes, Placement placement) {
        ChainSpec first = spec.chains().getFirst();
        List<String> command = new ArrayList<>(List.of(
                "bash",
                script.toString(),
                binaries.get(first.binary(), BuildProgress.SILENT).executable().toString(),
                homes.toString(),
                first.blockTime().toMillis() + "ms"));
        for (ChainSpec chain : spec.chains()) {
            command.addAll(List.of(chain.name(), chain.chainId(), chain.denom()));
            chain.stakes().forEach(stake -> command.add(stake.toString()));
            LayoutPlanner.nodes(spec).stream()
                    .filter(node -> node.chain().equals(chain.name()))
                    .forEach(node -> command.add(ports(placement.of(node))));
        }
        return command;
    }

    private static String ports(NodeAddress node) {
        return node.p2p() + " " + node.rpc() + " " + node.grpc() + " " + node.rest() + " " + node.pprof();
    }

    private static byte[] resource() {
        try (InputStream script = Objects.requireNonNull(ShellWay.class.getResourceAsStream("shell-way.sh"))) {
            return script.readAllBytes();
        } catch (IOException e) {
            throw new AssertionError("the script is in the jar", e);
        }
    }
}
