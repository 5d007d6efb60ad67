package dev.orrery.cli.exec;

import dev.orrery.base.Failure;
import dev.orrery.base.InvalidInputException;
import dev.orrery.cli.options.NetworkPlaces;
import dev.orrery.cli.options.Shared;
import dev.orrery.cli.terminal.Terminal;
import dev.orrery.engine.backend.FoundNetwork;
import dev.orrery.engine.plan.NodeId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs a chain's binary with a node's home. */
@Command(
        name = "exec",
        header = "Run a chain's binary with a node's home, beside the node.",
        description = {
            "",
            "On this machine or in the node's pod, wherever the node is. The binary finds its node by that home's"
                    + " configuration. Its output and its exit status are those of this command.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  orrery exec hub/val1 -- status",
            "  orrery exec hub/val1 -- query bank total",
            "  orrery exec hub/val1 -- comet show-validator",
        })
public final class ExecCommand implements Callable<Integer> {
    @Mixin
    private final Shared shared = new Shared();

    @Option(
            names = {"-i", "--stdin"},
            description = "Give it what this command's standard input has.")
    private boolean stdin;

    @Parameters(index = "0", paramLabel = "CHAIN/NODE", description = "Beside which node, for example hub/val1.")
    private String node = "";

    @Parameters(index = "1..*", paramLabel = "ARGUMENTS", description = "The binary's, after --.")
    private List<String> arguments = List.of();

    private final Terminal terminal;

    public ExecCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        String[] parts = node.split("/", -1);
        if (parts.length != 2 || arguments.isEmpty()) {
            throw new InvalidInputException(Failure.doing("running a chain's binary")
                    .expected("CHAIN/NODE -- ARGUMENTS")
                    .seen(parts.length != 2 ? "'" + node + "'" : "no arguments")
                    .command("orrery exec hub/val1 -- status")
                    .build());
        }
        try (FoundNetwork network = NetworkPlaces.running("running a chain's binary", shared.network)) {
            return network.exec(
                    new NodeId(parts[0], parts[1]),
                    arguments,
                    stdin ? Optional.of(terminal.in()) : Optional.empty(),
                    terminal.out(),
                    terminal.err());
        }
    }
}
