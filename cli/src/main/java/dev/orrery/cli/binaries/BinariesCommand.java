package dev.orrery.cli.binaries;

import dev.orrery.cli.options.GroupCommand;
import dev.orrery.cli.terminal.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.Command;

@Command(
        name = "binaries",
        header = "List, build and delete the cached programs of chains and relayers.",
        description = {
            "",
            "Programs that were built, downloaded or taken out of images are kept in a cache, by their content, and"
                    + " shared by all networks of this user.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  orrery binaries list",
            "  orrery binaries build                    all that ./network.yaml needs; its next start needs no network",
            "  orrery binaries prune --unused-for 720h",
        })
public final class BinariesCommand extends GroupCommand {
    private BinariesCommand(Terminal terminal) {
        super(terminal);
    }

    /** The command with its own commands. */
    public static CommandLine with(Terminal terminal) {
        return new CommandLine(new BinariesCommand(terminal))
                .addSubcommand(new BinariesListCommand(terminal))
                .addSubcommand(new BinariesBuildCommand(terminal))
                .addSubcommand(new BinariesPruneCommand(terminal));
    }
}
