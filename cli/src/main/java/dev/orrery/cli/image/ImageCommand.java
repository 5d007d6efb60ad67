package dev.orrery.cli.image;

import dev.orrery.cli.options.GroupCommand;
import dev.orrery.cli.terminal.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.Command;

@Command(
        name = "image",
        header = "Pack the programs of chains as container images, and push them.",
        description = {
            "",
            "No Docker is needed. An image holds the program, what it is linked against, and nothing else; it runs as a"
                    + " user that is not root. The same program gives the same digest.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  orrery image push registry.example.com/chains/hub:v1 --chain hub",
            "  orrery image build --chain hub --out hub.tar",
            "  orrery image push registry.example.com/orrery:0.1 --orrery",
        })
public final class ImageCommand extends GroupCommand {
    private ImageCommand(Terminal terminal) {
        super(terminal);
    }

    /** The command with its own commands. */
    public static CommandLine with(Terminal terminal) {
        return new CommandLine(new ImageCommand(terminal))
                .addSubcommand(new ImageBuildCommand(terminal))
                .addSubcommand(new ImagePushCommand(terminal));
    }
}
