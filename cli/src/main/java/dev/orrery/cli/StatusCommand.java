package dev.orrery.cli;

import dev.orrery.base.Deadline;
import dev.orrery.base.Failure;
import dev.orrery.base.NetworkStateException;
import dev.orrery.engine.backend.FoundNetwork;
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
final class StatusCommand implements Callable<Integer> {
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

    StatusCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        FoundNetwork found = NetworkPlaces.running("asking for the status", shared.network);
        if (found.state() == FoundNetwork.State.CRASHED) {
            throw notRunning(found);
        }
        NetworkDescription description = found.description().orElseThrow(() -> notRunning(found));
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

    private NetworkStateException notRunning(FoundNetwork found) {
        String option = NetworkPlaces.option(shared.network);
        Failure.Builder failure = Failure.doing("asking for the status")
                .where(NetworkPlaces.file(shared.network).toString());
        return new NetworkStateException(
                switch (found.state()) {
                    case CRASHED ->
                        failure.seen("this network has crashed: the process that owned it is gone, and its nodes"
                                        + " with it")
                                .hint("read its logs with 'orrery logs" + option
                                        + "'; starting it again clears them away")
                                .command("orrery up" + option)
                                .build();
                    case STARTING, RUNNING ->
                        failure.seen("this network is being started and is not ready yet")
                                .hint("follow its logs while you wait")
                                .command("orrery logs -f" + option)
                                .build();
                });
    }
}
