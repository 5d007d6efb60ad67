package dev.orrery.cli.paths;

import dev.orrery.base.Failure;
import dev.orrery.base.InvalidInputException;
import dev.orrery.cli.options.NetworkPlaces;
import dev.orrery.cli.options.RemoteApi;
import dev.orrery.cli.options.Shared;
import dev.orrery.cli.options.TimeLimit;
import dev.orrery.cli.terminal.ExitStatus;
import dev.orrery.cli.terminal.Terminal;
import dev.orrery.network.Network;
import dev.orrery.network.RelayPath;
import dev.orrery.network.json.PathView;
import dev.orrery.network.json.PathsJson;
import dev.orrery.network.json.RegistryJson;
import dev.orrery.service.client.NetworkApi;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

@Command(
        name = "paths",
        header = "Show the IBC paths of a running network.",
        description = {
            "",
            "Asks both chains of each path: light clients, connections, channels, and the packets on their way. With"
                    + " --timeline everything that ever happened on a path, packet by packet, with blocks and"
                    + " transactions. Of several paths between two chains, the canonical one is the one to use; it is"
                    + " decided once and stays.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  orrery paths                     states and pending packets",
            "  orrery paths hub-zone --timeline what happened on one path",
            "  orrery paths --canonical         which path to use between which chains",
            "  orrery paths --registry          as the chain registry's _IBC files have it",
        })
public final class PathsCommand implements Callable<Integer> {
    @Mixin
    private final Shared shared = new Shared();

    @Parameters(index = "0", arity = "0..1", paramLabel = "PATH", description = "Only this path, for example hub-zone.")
    private @Nullable String path;

    @Option(names = "--timeline", description = "Everything that happened, from the chains' own records.")
    private boolean timeline;

    @Option(names = "--canonical", description = "Only the canonical path of each pair of chains.")
    private boolean canonical;

    @Option(
            names = "--registry",
            description = "Print the canonical paths in the JSON format of the chain registry's _IBC files.")
    private boolean registry;

    @Mixin
    private final RemoteApi api = new RemoteApi();

    @Mixin
    private final TimeLimit limit = new TimeLimit(Duration.ofSeconds(5));

    private final Terminal terminal;

    public PathsCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (registry && timeline) {
            throw new InvalidInputException(Failure.doing("showing paths")
                    .where("--registry")
                    .seen("--timeline too, which the registry's format has no place for")
                    .hint("leave one of them out")
                    .build());
        }
        if (api.isMeant()) {
            return api.use(this::show);
        }
        try (Network network = Network.attach(NetworkPlaces.ready("showing paths", shared.network))) {
            List<RelayPath> shown = (path == null ? network.paths() : List.of(network.path(path)))
                    .stream()
                            .filter(it -> it.isCanonical() || !(canonical || registry))
                            .toList();
            if (registry) {
                terminal.json(RegistryJson.ibc(shown));
            } else {
                List<PathView> views = PathView.of(network, shown, timeline, limit.deadline());
                if (shared.json) {
                    terminal.json(PathsJson.of(network.name(), views));
                } else {
                    PathsText.lines(views, terminal.outStyle()).forEach(terminal.out()::println);
                }
            }
        }
        return ExitStatus.OK;
    }

    private int show(NetworkApi network) {
        if (registry) {
            ArrayNode all = JsonNodeFactory.instance.arrayNode();
            network.ibc(RemoteApi.deadline()).forEach(all::add);
            terminal.json(all);
            return ExitStatus.OK;
        }
        JsonNode json = path != null && timeline
                ? network.timeline(path, limit.duration(), RemoteApi.deadline())
                : network.paths(limit.duration(), RemoteApi.deadline());
        List<PathView> views = PathsJson.read(json).stream()
                .filter(view -> path == null || view.description().name().equals(path))
                .filter(view -> view.description().canonical() || !canonical)
                .map(view -> path == null && timeline ? withTimeline(network, view) : view)
                .toList();
        if (shared.json) {
            terminal.json(PathsJson.of(json.path("name").asString(""), views));
        } else {
            PathsText.lines(views, terminal.outStyle()).forEach(terminal.out()::println);
        }
        return ExitStatus.OK;
    }

    private PathView withTimeline(NetworkApi network, PathView view) {
        return PathsJson.read(network.timeline(view.description().name(), limit.duration(), RemoteApi.deadline()))
                .getFirst();
    }
}
