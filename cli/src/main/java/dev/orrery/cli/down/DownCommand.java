package dev.orrery.cli.down;

import dev.orrery.base.Failure;
import dev.orrery.base.NetworkStateException;
import dev.orrery.cli.options.NetworkPlaces;
import dev.orrery.cli.options.Shared;
import dev.orrery.cli.options.TimeLimit;
import dev.orrery.cli.terminal.ExitStatus;
import dev.orrery.cli.terminal.Terminal;
import dev.orrery.engine.backend.FoundNetwork;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.node.JsonNodeFactory;

@Command(
        name = "down",
        header = "Stop a network and leave nothing behind.",
        description = {
            "",
            "Stops the network whoever started it, in this or another terminal or in the background, and waits until"
                    + " its processes, ports and folder are gone. After a crash it clears away what is left.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  orrery down",
            "  orrery down -n chains/network.yaml",
        })
public final class DownCommand implements Callable<Integer> {
    @Mixin
    private final Shared shared = new Shared();

    @Mixin
    private final TimeLimit limit = new TimeLimit(Duration.ofSeconds(30));

    private final Terminal terminal;

    public DownCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        FoundNetwork network = NetworkPlaces.find(shared.network)
                .orElseThrow(() -> new NetworkStateException(Failure.doing("stopping a network")
                        .where(NetworkPlaces.file(shared.network).toString())
                        .seen("not running: nothing to stop")
                        .build()));
        FoundNetwork.State state = network.state();
        String name = NetworkPlaces.isInCluster(shared.network)
                ? shared.network.toString()
                : String.valueOf(NetworkPlaces.folder(shared.network).getFileName());
        network.stop(limit.deadline());
        if (shared.json) {
            terminal.json(JsonNodeFactory.instance
                    .objectNode()
                    .put("name", name)
                    .put("was", state.name().toLowerCase(Locale.ROOT))
                    .put("stopped", true));
        } else {
            terminal.out()
                    .println(
                            switch (state) {
                                case CRASHED -> name + " had crashed; what was left of it is cleared away";
                                case STARTING -> name + " is stopped before it was ready";
                                case RUNNING -> name + " is stopped";
                            });
        }
        return ExitStatus.OK;
    }
}
