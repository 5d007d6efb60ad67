package dev.orrery.cli.status;

import dev.orrery.base.Deadline;
import dev.orrery.cli.options.Durations;
import dev.orrery.cli.options.NetworkPlaces;
import dev.orrery.cli.options.Shared;
import dev.orrery.cli.terminal.ExitStatus;
import dev.orrery.cli.terminal.Terminal;
import dev.orrery.network.Network;
import dev.orrery.network.NetworkDescription;
import dev.orrery.network.NetworkStatus;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "status",
        header = "Show the chains, nodes and paths of a running network.",
        description = {
            "",
            "Asks every node itself: heights, validators with their voting power, processes and endpoints, and for"
                    + " each path the light clients, connections and channels on both sides.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  orrery status",
            "  orrery status -n chains/network.yaml",
            "  orrery status --json | jq -r '.chains[0].nodes[0].endpoints.rpc'",
        })
public final class StatusCommand implements Callable<Integer> {
    @Mixin
    private final Shared shared = new Shared();

    @Option(
            names = "--timeout",
            defaultValue = "5s",
            paramLabel = "DURATION",
            converter = Durations.class,
            description = "How long the nodes may take to answer (default: ${DEFAULT-VALUE}).")
    private Duration timeout = Duration.ofSeconds(5);

    private final Terminal terminal;

    public StatusCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        NetworkDescription description = NetworkPlaces.ready("asking for the status", shared.network);
        try (Network network = Network.attach(description)) {
            NetworkStatus status = network.status(Deadline.after(timeout));
            if (shared.json) {
                terminal.json(StatusJson.of(status));
            } else {
                StatusText.lines(status, terminal.outStyle()).forEach(terminal.out()::println);
            }
        }
        return ExitStatus.OK;
    }
}
