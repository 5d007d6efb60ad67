package dev.orrery.cli.files;

import dev.orrery.cli.options.GroupCommand;
import dev.orrery.cli.terminal.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.Command;

@Command(
        name = "files",
        header = "Store, read, list and delete the files of an API service.",
        description = {
            "",
            "The service is that of the running network, or the one that --api names. A name is 1 to 16 segments of"
                    + " letters, digits, '.', '_' and '-', joined by slashes. What is read is compared with its"
                    + " SHA-256, and so is what is stored.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  orrery files put genesis.json hub/genesis.json",
            "  orrery files get hub/genesis.json - | jq .chain_id",
            "  orrery files list hub/",
            "  orrery files rm hub/genesis.json",
        })
public final class FilesCommand extends GroupCommand {
    private FilesCommand(Terminal terminal) {
        super(terminal);
    }

    /** The command with its own commands. */
    public static CommandLine with(Terminal terminal) {
        return new CommandLine(new FilesCommand(terminal))
                .addSubcommand(new FilesPutCommand(terminal))
                .addSubcommand(new FilesGetCommand(terminal))
                .addSubcommand(new FilesListCommand(terminal))
                .addSubcommand(new FilesRmCommand(terminal));
    }
}
