package dev.orrery.cli.up;

import dev.orrery.cli.errors.ErrorReport;
import dev.orrery.cli.errors.OwnErrorShape;
import dev.orrery.cli.options.NetworkPlaces;
import dev.orrery.cli.options.Shared;
import dev.orrery.cli.options.TimeLimit;
import dev.orrery.cli.terminal.StopSignal;
import dev.orrery.cli.terminal.Terminal;
import dev.orrery.engine.Orrery;
import dev.orrery.engine.UpOptions;
import dev.orrery.spec.NetworkSpec;
import dev.orrery.spec.SpecReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "up",
        header = "Start a network and show how it comes up.",
        description = {
            "",
            "Reads the network file, gets the chain binaries (building them at the first use), starts every node, and"
                + " waits until each has seen its first block and every IBC path is open; building takes nothing from"
                + " its time-out. Then it prints where the nodes can be reached, and stays: Ctrl-C stops the network"
                + " and leaves nothing behind.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  orrery up                          the network of ./network.yaml, until Ctrl-C",
            "  orrery up --detach                 in the background; 'orrery down' stops it",
            "  orrery up -n chains/ --keep        keep homes and logs when it ends",
            "  orrery up --detach --json          one JSON object a line for each event",
        })
public final class UpCommand implements Callable<Integer>, OwnErrorShape {
    @Mixin
    private final Shared shared = new Shared();

    @Option(
            names = {"-d", "--detach"},
            description = "Return when the network is ready and leave it running.")
    private boolean detach;

    @Mixin
    private final TimeLimit limit = new TimeLimit(Duration.ofSeconds(60));

    @Option(
            names = "--on",
            defaultValue = "process",
            paramLabel = "BACKEND",
            description = "What runs it: process, on this machine, or kubernetes (default: ${DEFAULT-VALUE}).")
    private String backend = "process";

    @Option(names = "--keep", description = "Keep homes and logs when the network is stopped or fails to start.")
    private boolean keep;

    @Mixin
    private final ApiOptions api = new ApiOptions();

    /** What {@code --detach} starts: the network's owner in the background. */
    @Option(names = DetachedUp.OWNER_OPTION, hidden = true)
    private boolean detachedOwner;

    private final Terminal terminal;
    private final StopSignal stop;

    public UpCommand(Terminal terminal, StopSignal stop) {
        this.terminal = terminal;
        this.stop = stop;
    }

    @Override
    public Integer call() {
        Path file = NetworkPlaces.file(shared.network);
        if (detach) {
            return new DetachedUp(terminal, stop, shared.json, file, backend, limit.duration(), keep, api).run();
        }
        NetworkSpec spec = SpecReader.read(file);
        UpOptions options = api.addTo(UpOptions.in(Orrery.folderOf(spec, file))
                .source(file.toAbsolutePath().normalize())
                .backend(backend)
                .timeout(limit.duration())
                .keepFolder(keep));
        if (detachedOwner) {
            return new DetachedOwner(terminal, stop).run(spec, options);
        }
        String after =
                "Ctrl-C stops it" + (keep ? "; " + options.folder() + " is kept." : " and leaves nothing behind.");
        return new ForegroundUp(UpView.on(terminal, shared.json), stop, after).run(spec, options);
    }

    /** A start that fails before anything was started fails with an event too. */
    @Override
    public ObjectNode toJson(ErrorReport error) {
        return EventJson.failed(error);
    }
}
