package dev.orrery.cli.plan;

import dev.orrery.base.AtomicFiles;
import dev.orrery.base.Failure;
import dev.orrery.base.HostException;
import dev.orrery.base.InvalidInputException;
import dev.orrery.binaries.BuildProgress;
import dev.orrery.cli.options.NetworkPlaces;
import dev.orrery.cli.options.Shared;
import dev.orrery.cli.terminal.ExitStatus;
import dev.orrery.cli.terminal.Plural;
import dev.orrery.cli.terminal.Terminal;
import dev.orrery.cli.up.PlainUpView;
import dev.orrery.engine.Orrery;
import dev.orrery.spec.NetworkSpec;
import dev.orrery.spec.SpecReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "render",
        header = "Write the plan of a network as files, and start nothing.",
        description = {
            "",
            "Writes the home of every node, genesis and configuration and keys, as 'up' would, and the configuration of"
                    + " relayers that run as processes. The same network file and the same binaries give the same"
                    + " bytes: genesis time and ports are fixed ones.",
            "With --on kubernetes it writes the manifests that bring the network up on a cluster, for"
                    + " 'kubectl apply -k' and for repositories that a cluster follows. Keys and tokens come from the"
                    + " network file's seed. The genesis time is that of the first rendering into the folder.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  orrery render --out plan",
            "  orrery render --out plan && git diff --stat plan",
            "  orrery render --on kubernetes --out manifests && kubectl apply -k manifests",
        })
public final class RenderCommand implements Callable<Integer> {
    /** Tells a folder that was rendered, and may be replaced, from one that holds somebody's work. */
    static final String MARK = ".orrery-render";

    private static final String PROCESS = "process";

    @Mixin
    private final Shared shared = new Shared();

    @Option(
            names = {"-o", "--out"},
            required = true,
            paramLabel = "DIR",
            description = "Where to: a folder that is not there yet, is empty, or was rendered before.")
    private Path out = Path.of(".");

    @Option(
            names = "--on",
            defaultValue = "process",
            paramLabel = "BACKEND",
            description = "For what: process, the nodes' homes; or kubernetes, manifests (default: ${DEFAULT-VALUE}).")
    private String backend = PROCESS;

    @Option(
            names = "--genesis-time",
            paramLabel = "TIME",
            description = "With --on kubernetes: the time in all genesis files, as 2026-01-31T12:00:00Z. Light clients"
                    + " expire a trusting period after it.")
    private @Nullable Instant genesisTime;

    private final Terminal terminal;

    public RenderCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        NetworkSpec spec = SpecReader.read(NetworkPlaces.file(shared.network));
        Path target = out.toAbsolutePath().normalize();
        refuseForeign(target);
        Path beside = target.resolveSibling("." + target.getFileName() + ".rendering-"
                + ProcessHandle.current().pid());
        try {
            AtomicFiles.write(beside.resolve(MARK), render(spec, target, beside));
            AtomicFiles.deleteTree(target);
            Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE);
            report(target);
        } catch (IOException e) {
            throw failed(target, e);
        } finally {
            AtomicFiles.deleteTree(beside);
        }
        return ExitStatus.OK;
    }

    /** Returns what the next rendering into this folder is to know of this one. */
    private String render(NetworkSpec spec, Path target, Path beside) throws IOException {
        if (backend.equals(PROCESS)) {
            if (genesisTime != null) {
                throw new InvalidInputException(Failure.doing("rendering a network")
                        .where("--genesis-time")
                        .expected("it only with --on kubernetes")
                        .seen("homes of processes, which have a fixed one")
                        .build());
            }
            Orrery.render(spec, beside, progress());
            return spec.name() + "\n";
        }
        Instant time = genesisTime != null ? genesisTime : before(target).orElseGet(Instant::now);
        Instant whole = time.truncatedTo(ChronoUnit.SECONDS);
        Orrery.render(spec, backend, whole, beside, progress());
        return spec.name() + "\n" + whole + "\n";
    }

    /** The genesis time of what was rendered there: what runs of it is not to get another one. */
    private static Optional<Instant> before(Path target) throws IOException {
        Path mark = target.resolve(MARK);
        if (!Files.exists(mark)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(mark);
        return lines.size() < 2 ? Optional.empty() : Optional.of(Instant.parse(lines.get(1)));
    }

    static void refuseForeign(Path target) {
        if (!Files.exists(target)) {
            return;
        }
        boolean ours = Files.isRegularFile(target.resolve(MARK));
        try (Stream<Path> entries = Files.isDirectory(target) ? Files.list(target) : Stream.of(target)) {
            if (!ours && entries.findAny().isPresent()) {
                throw new InvalidInputException(Failure.doing("rendering a network")
                        .where("--out " + target)
                        .expected("a folder that is not there yet, is empty, or was rendered before")
                        .seen("it holds something else")
                        .hint("choose another folder, or delete this one")
                        .build());
            }
        } catch (IOException e) {
            throw failed(target, e);
        }
    }

    private BuildProgress progress() {
        if (shared.json) {
            return BuildProgress.SILENT;
        }
        PlainUpView view = new PlainUpView(terminal);
        return (source, step, elapsed) ->
                view.on(new dev.orrery.engine.UpEvent.BinaryStep(elapsed, source, step, elapsed));
    }

    private void report(Path target) throws IOException {
        List<String> files;
        try (Stream<Path> all = Files.walk(target)) {
            files = all.filter(Files::isRegularFile)
                    .map(file -> target.relativize(file).toString())
                    .filter(file -> !file.equals(MARK))
                    .sorted()
                    .toList();
        }
        if (shared.json) {
            ObjectNode json = JsonNodeFactory.instance.objectNode().put("out", target.toString());
            ArrayNode array = json.putArray("files");
            files.forEach(array::add);
            terminal.json(json);
        } else {
            terminal.out().println(Plural.of(files.size(), "file") + " in " + out);
        }
    }

    private static HostException failed(Path target, IOException e) {
        return new HostException(
                Failure.doing("rendering a network into " + target)
                        .seen(e.toString())
                        .build(),
                e);
    }
}
