package dev.orrery.cli.options;

import dev.orrery.cli.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A command that only holds others together. */
@Command(synopsisSubcommandLabel = "COMMAND", commandListHeading = "%nCommands:%n")
public abstract class GroupCommand implements Runnable {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    boolean help;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final Terminal terminal;

    protected GroupCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Without a command, the help is the best answer. */
    @Override
    public final void run() {
        spec.commandLine().usage(terminal.out());
    }
}
