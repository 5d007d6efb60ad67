package dev.orrery.cli.image;

import dev.orrery.cli.terminal.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "image",
        header = "Pack the programs of chains as container images, and push them.",
        description = {
            "",
            "No Docker is needed. An image holds the program, what it is linked against, and nothing else; it runs as a"
                    + " user that is not root. The same program gives the same digest.",
            ""
        },
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        footer = {
            "",
            "Examples:",
            "  orrery image push registry.example.com/chains/hub:v1 --chain hub",
            "  orrery image build --chain hub --out hub.tar",
            "  orrery image push registry.example.com/orrery:0.1 --orrery",
        })
public final class ImageCommand implements Runnable {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    boolean help;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final Terminal terminal;

    private ImageCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /** The command with its own commands. */
    public static CommandLine with(Terminal terminal) {
        return new CommandLine(new ImageCommand(terminal))
                .addSubcommand(new ImageBuildCommand(terminal))
                .addSubcommand(new ImagePushCommand(terminal));
    }

    /** Without a command, the help is the best answer. */
    @Override
    public void run() {
        spec.commandLine().usage(terminal.out());
    }
}
