package dev.orrery.cli.logs;

import dev.orrery.base.Failure;
import dev.orrery.base.InvalidInputException;
import dev.orrery.base.NearMiss;
import dev.orrery.cli.options.NetworkPlaces;
import dev.orrery.cli.options.RemoteApi;
import dev.orrery.cli.options.Shared;
import dev.orrery.cli.terminal.ExitStatus;
import dev.orrery.cli.terminal.StopSignal;
import dev.orrery.cli.terminal.Terminal;
import dev.orrery.engine.Stage;
import dev.orrery.engine.backend.FoundNetwork;
import dev.orrery.engine.plan.CompanionId;
import dev.orrery.engine.plan.NodeId;
import dev.orrery.engine.relayers.RelayerId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "logs",
        header = "Print the logs of nodes, stage by stage, of companions, and of relayers.",
        description = {
            "",
            "Every node goes through the stages init-chain, init-node, start and create-validator; each has a log of"
                    + " its own, also while it runs and after it failed. Without CHAIN/NODE, the lines of all nodes are"
                    + " printed, with their node before them.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  orrery logs                                the end of what every node says",
            "  orrery logs hub/val1 -f                    follow one node",
            "  orrery logs hub/val1 --stage init-chain    how its chain was made",
            "  orrery logs hub/val1/oracle                a program that runs beside a node",
            "  orrery logs paths/hub-zone/hermes          what relays between two chains",
            "  orrery logs --lines 1000 --json            one JSON object a line",
        })
public final class LogsCommand implements Callable<Integer> {
    @Mixin
    private final Shared shared = new Shared();

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "CHAIN/NODE",
            description =
                    "Which node, for example hub/val1; or hub/val1/oracle for its companion, paths/PATH/RELAYER, or"
                            + " paths/PATH for all of a path.")
    private @Nullable String node;

    @Mixin
    private final RemoteApi api = new RemoteApi();

    @Option(
            names = "--stage",
            defaultValue = "start",
            paramLabel = "STAGE",
            description = "init-chain, init-node, start or create-validator (default: ${DEFAULT-VALUE}).")
    private String stage = "start";

    @Option(
            names = {"-f", "--follow"},
            description = "Go on with new lines as they come, until the network stops or Ctrl-C.")
    private boolean follow;

    @Option(
            names = "--lines",
            paramLabel = "N",
            description = "Print the last N lines only (default: all of one node, 20 of each of all).")
    private @Nullable Integer lines;

    private final Terminal terminal;
    private final StopSignal stop;

    public LogsCommand(Terminal terminal, StopSignal stop) {
        this.terminal = terminal;
        this.stop = stop;
    }

    @Override
    public Integer call() {
        Stage wanted = stage(stage);
        if (lines != null && lines < 0) {
            throw new InvalidInputException(Failure.doing("reading logs")
                    .where("--lines")
                    .expected("a number from 0")
                    .seen(String.valueOf(lines))
                    .build());
        }
        return api.isMeant()
                ? api.use(remote -> print(new RemoteLogs(remote), wanted))
                : print(NetworkPlaces.running("reading logs", shared.network), wanted);
    }

    private int print(FoundNetwork network, Stage wanted) {
        List<LogSource> sources = sources(node, wanted, network.nodes(), network.companions(), network.relayers());
        LogPrinter printer = new LogPrinter(terminal, shared.json, sources.size() > 1 || node == null, sources);
        int wantedLines = lines != null ? lines : sources.size() > 1 ? LogReader.A_FEW : LogReader.ALL;
        new LogReader(network, follow, wantedLines, printer, stop).read(sources);
        return ExitStatus.OK;
    }

    /** What is meant: everything where nothing is written; a node, a relayer, or all relayers of a path. */
    static List<LogSource> sources(
            @Nullable String written,
            Stage stage,
            List<NodeId> nodes,
            List<CompanionId> companions,
            List<RelayerId> relayers) {
        List<LogSource> all = new ArrayList<>();
        nodes.forEach(node -> all.add(new LogSource.OfNode(node, stage)));
        if (stage == Stage.START) {
            companions.forEach(companion -> all.add(new LogSource.OfCompanion(companion)));
            relayers.forEach(relayer -> all.add(new LogSource.OfRelayer(relayer)));
        }
        if (written == null) {
            return all;
        }
        List<LogSource> meant = all.stream()
                .filter(source -> source.name().equals(written)
                        || (written.startsWith(RelayerId.PATHS + "/")
                                && source.name().startsWith(written + "/")))
                .toList();
        if (meant.isEmpty()) {
            List<String> names = all.stream().map(LogSource::name).toList();
            Failure.Builder failure = Failure.doing("reading logs")
                    .where("CHAIN/NODE")
                    .expected(String.join(", ", names))
                    .seen("there is no node, companion or relayer '" + written + "'");
            NearMiss.of(written, names).ifPresent(name -> failure.hint("did you mean " + name + "?"));
            throw new InvalidInputException(failure.build());
        }
        return meant;
    }

    static Stage stage(String written) {
        List<String> labels = Arrays.stream(Stage.values()).map(Stage::label).toList();
        return Stage.of(written).orElseThrow(() -> {
            Failure.Builder failure = Failure.doing("reading logs")
                    .where("--stage")
                    .expected(String.join(", ", labels))
                    .seen("there is no stage '" + written + "'");
            NearMiss.of(written, labels).ifPresent(name -> failure.hint("did you mean " + name + "?"));
            return new InvalidInputException(failure.build());
        });
    }
}
