package dev.orrery.benchmarks;

import dev.orrery.base.AtomicFiles;
import dev.orrery.base.OrreryException;
import dev.orrery.benchmarks.binaries.Sources;
import dev.orrery.benchmarks.client.ClientBenchmark;
import dev.orrery.benchmarks.genesis.GenesisSize;
import dev.orrery.benchmarks.kubernetes.Kubernetes;
import dev.orrery.benchmarks.measure.Folders;
import dev.orrery.benchmarks.measure.Host;
import dev.orrery.benchmarks.measure.Launcher;
import dev.orrery.benchmarks.measure.Options;
import dev.orrery.benchmarks.measure.Ratio;
import dev.orrery.benchmarks.measure.Way;
import dev.orrery.benchmarks.network.Bare;
import dev.orrery.benchmarks.network.CommandLine;
import dev.orrery.benchmarks.network.Compare;
import dev.orrery.benchmarks.network.Crashes;
import dev.orrery.benchmarks.network.Cycles;
import dev.orrery.benchmarks.network.InProcess;
import dev.orrery.benchmarks.network.Scale;
import dev.orrery.benchmarks.network.ShellWay;
import dev.orrery.benchmarks.network.Together;
import dev.orrery.benchmarks.relay.FirstPacket;
import dev.orrery.benchmarks.relay.Relay;
import dev.orrery.benchmarks.service.ServiceBenchmark;
import dev.orrery.benchmarks.validators.Validators;
import dev.orrery.binaries.Binaries;
import dev.orrery.binaries.Binary;
import dev.orrery.binaries.BuildProgress;
import dev.orrery.binaries.OrreryCache;
import dev.orrery.engine.relayers.HermesPlanner;
import dev.orrery.spec.BinarySpec;
import dev.orrery.spec.NetworkSpec;
import dev.orrery.spec.SpecReader;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Measures what bringing a network up costs, and prints it. The exit status tells whether everything came up and went
 * away again, never whether it was fast.
 */
public final class Main {
    private static final String RELAY = "relay";
    /** What starts the command line as a process. */
    private static final Set<String> LAUNCHED = Set.of("compare", "cycles", "crashes", "kubernetes");

    private static final String RELAY_NETWORK = "benchmarks/src/main/resources/dev/orrery/benchmarks/relay/relay.yaml";

    private Main() {}

    @SuppressWarnings("SystemOut") // a program for people, without a command line library
    public static void main(String[] args) {
        PrintStream out = System.out;
        int failures;
        try {
            failures = run(new Options(args), out);
        } catch (OrreryException e) {
            out.println(String.join(System.lineSeparator(), e.failure().lines()));
            failures = 1;
        }
        out.flush();
        System.exit(failures == 0 ? 0 : 1);
    }

    private static int run(Options options, PrintStream out) {
        if (options.command().equals("client")) {
            NetworkSpec spec = ClientBenchmark.network();
            describe(options, out, spec, new Binaries(OrreryCache.standard()));
            return new ClientBenchmark(out)
                    .run(
                            spec,
                            new ClientBenchmark.Amounts(
                                    options.number("rounds", 3),
                                    options.number("transactions", 2000),
                                    options.number("flood", 10_000),
                                    options.flag("cosmjs", true)));
        }
        if (options.command().equals("service")) {
            return service(options, out);
        }
        if (Validators.COMMANDS.contains(options.command())) {
            Binaries binaries = new Binaries(OrreryCache.standard());
            describe(options, out, Validators.network(options), binaries);
            return Validators.run(options, out, binaries);
        }
        Path file = options.networkFile(options.command().equals(RELAY) ? RELAY_NETWORK : "network.yaml");
        NetworkSpec spec = SpecReader.read(file);
        Launcher launcher = new Launcher(options.repository().resolve("orrery"));
        Binaries binaries = new Binaries(OrreryCache.standard());
        if (LAUNCHED.contains(options.command())) {
            launcher.build();
        }
        describe(options, out, spec, binaries);
        return switch (options.command()) {
            case "compare" -> {
                Map<String, Way> ways = new LinkedHashMap<>();
                ways.put("a", new CommandLine(launcher, file));
                ways.put("a2", new InProcess(spec));
                ways.put("b", new Bare(spec, binaries));
                ways.put("c", new ShellWay(spec, binaries));
                yield new Compare(
                                out,
                                Compare.only(ways, options.list("ways", "a,a2,b,c")),
                                List.of(
                                        Ratio.of("a", "b", "wanted: at most 2"),
                                        Ratio.of("a2", "b", "wanted: at most 1.3"),
                                        Ratio.beyond("c", "a", "b", "wanted: at least 5"),
                                        Ratio.beyond("c", "a2", "b", "")),
                                options.flag("keep", false))
                        .run(
                                options.number("warm-up", 2),
                                options.number("rounds", 5),
                                Duration.ofSeconds(options.number("limit", 1800)));
            }
            case "cycles" -> new Cycles(out, spec, launcher, file).run(options.number("count", 50));
            case "together" -> new Together(out, spec).run(options.number("networks", 10));
            case "first-packet" -> {
                new FirstPacket(out, spec).run(options.number("warm-up", 2), options.number("rounds", 5));
                yield 0;
            }
            case "ten-chains" ->
                new Scale(out, binaries)
                        .chains(
                                options.list("chains", "1,10"),
                                options.number("warm-up", 1),
                                options.number("rounds", 3),
                                Duration.ofSeconds(options.number("limit", 300)));
            case "genesis" -> {
                inFolder(folder -> new GenesisSize(out, binaries, folder)
                        .run(
                                options.list("accounts", "1000,10000,100000"),
                                options.number("rounds", 3),
                                options.number("cli", 10),
                                options.number("chains", 100)));
                yield 0;
            }
            case "sources" -> {
                Binary program = binaries.get(spec.chains().getFirst().binary(), BuildProgress.SILENT);
                int[] failed = {0};
                inFolder(folder -> failed[0] = new Sources(out, program, folder).run(options.number("rounds", 3)));
                yield failed[0];
            }
            case "kubernetes" ->
                new Kubernetes(out, options.repository(), file, Duration.ofSeconds(options.number("limit", 300)))
                        .run(options.number("rounds", 3));
            case "crashes" -> new Crashes(out, launcher, file).run(options.number("count", 20));
            case RELAY -> {
                Path hermes = hermes(options, out, binaries);
                yield new Relay(out, spec, hermes, Duration.ofSeconds(options.number("limit", 40)))
                        .run(
                                options.numbers("blocks", "100,400").stream()
                                        .map(Duration::ofMillis)
                                        .toList(),
                                new Relay.Amounts(options.number("rounds", 10), options.number("packets", 1000)));
            }
            default ->
                throw Options.wrong(
                        options.command(),
                        "compare, cycles, together, first-packet, scale, ten-chains, genesis, sources, joining,"
                                + " validator-change, crashes, kubernetes, client, service or relay");
        };
    }

    private static int service(Options options, PrintStream out) {
        Path script = options.repository().resolve("orrery");
        new Launcher(script).build();
        Host.print(out, options.repository(), List.of());
        return new ServiceBenchmark(out, script)
                .run(
                        new ServiceBenchmark.Amounts(
                                options.number("rounds", 5),
                                options.number("waiters", 50),
                                options.number("genesis", 10),
                                options.number("large", 500),
                                Duration.ofSeconds(options.number("limit", 300))),
                        OrreryCache.standard().root().resolve("benchmarks").resolve("fastapi"));
    }

    private static void inFolder(Consumer<Path> measuring) {
        Path folder = Folders.temporary();
        try {
            measuring.accept(folder);
        } finally {
            AtomicFiles.deleteTree(folder);
        }
    }

    /** The program that is given, else the one that networks have. */
    private static Path hermes(Options options, PrintStream out, Binaries binaries) {
        String given = options.text("hermes");
        BinarySpec source = given.isEmpty()
                ? HermesPlanner.DEFAULT_BINARY
                : new BinarySpec.Executable(Path.of(given).toAbsolutePath());
        Path program = binaries.get(source, (from, step, elapsed) -> out.println(from + ": " + step))
                .executable();
        out.printf("hermes     %s%n%n", source.describe());
        return program;
    }

    /** What is measured and on what. What is built at its first use is built now, where no clock runs. */
    private static void describe(Options options, PrintStream out, NetworkSpec spec, Binaries binaries) {
        BuildProgress progress = (source, step, elapsed) -> out.println(source + ": " + step);
        Host.print(
                out,
                options.repository(),
                spec.chains().stream()
                        .map(chain -> binaries.get(chain.binary(), progress))
                        .toList());
        out.printf(
                "network    %s: %d chains, %d nodes%n%n",
                spec.name(),
                spec.chains().size(),
                spec.chains().stream().mapToInt(chain -> chain.validators()).sum());
    }
}
