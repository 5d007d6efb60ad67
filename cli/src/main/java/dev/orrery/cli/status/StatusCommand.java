package dev.orrery.cli.status;

import dev.orrery.cli.options.NetworkPlaces;
import dev.orrery.cli.options.RemoteApi;
import dev.orrery.cli.options.Shared;
import dev.orrery.cli.options.TimeLimit;
import dev.orrery.cli.terminal.ExitStatus;
import dev.orrery.cli.terminal.Terminal;
import dev.orrery.network.Network;
import dev.orrery.network.NetworkDescription;
import dev.orrery.network.NetworkStatus;
import dev.orrery.network.json.StatusJson;
import dev.orrery.service.client.NetworkApi;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

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
            "  orrery status --api http://127.0.0.1:8080 --token-file api.token",
            "  orrery status --json | jq -r '.chains[0].nodes[0].endpoints.rpc'",
        })
public final class StatusCommand implements Callable<Integer> {
    @Mixin
    private final Shared shared = new Shared();

    @Mixin
    private final RemoteApi api = new RemoteApi();

    @Mixin
    private final TimeLimit limit = new TimeLimit(Duration.ofSeconds(5));

    private final Terminal terminal;

    public StatusCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (api.isMeant()) {
            return api.use(this::show);
        }
        NetworkDescription description = NetworkPlaces.ready("asking for the status", shared.network);
        try (Network network = Network.attach(description)) {
            NetworkStatus status = network.status(limit.deadline());
            if (shared.json) {
                ObjectNode json = StatusJson.of(status);
                description
                        .api()
                        .ifPresent(service ->
                                json.putObject("api").put("url", service.url()).put("tokenFile", service.tokenFile()));
                terminal.json(json);
            } else {
                show(status);
                description.api().ifPresent(service -> {
                    terminal.out().println();
                    terminal.out().println("API  " + service.url() + ", token in " + service.tokenFile());
                });
            }
        }
        return ExitStatus.OK;
    }

    private int show(NetworkApi network) {
        JsonNode status = network.status(limit.duration(), RemoteApi.deadline());
        if (shared.json) {
            terminal.json(status);
        } else {
            show(StatusJson.read(status));
        }
        return ExitStatus.OK;
    }

    private void show(NetworkStatus status) {
        StatusText.lines(status, terminal.outStyle()).forEach(terminal.out()::println);
    }
}
