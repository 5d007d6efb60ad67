package dev.orrery.cli.keys;

import dev.orrery.cli.options.GroupCommand;
import dev.orrery.cli.terminal.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.Command;

@Command(
        name = "keys",
        header = "Make, show, import and export the keys of a chain's accounts.",
        description = {
            "",
            "Keys are kept with the running network, in its own folder, in files for you alone, and go with it: 'tx"
                    + " --from' finds them, and so do tests that attach to the network. The accounts of the network"
                    + " file, the faucet and the validators' operators are there from the start.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  orrery keys new hub carol                        a new key; prints its address",
            "  orrery keys list hub",
            "  orrery keys show hub carol --address             nothing but the address",
            "  orrery keys import hub carol < mnemonic.txt      also a private key of 64 hexadecimal digits",
            "  orrery keys export hub carol                     prints the secret",
        })
public final class KeysCommand extends GroupCommand {
    private KeysCommand(Terminal terminal) {
        super(terminal);
    }

    /** The command with its own commands. */
    public static CommandLine with(Terminal terminal) {
        return new CommandLine(new KeysCommand(terminal))
                .addSubcommand(new KeysNewCommand(terminal))
                .addSubcommand(new KeysListCommand(terminal))
                .addSubcommand(new KeysShowCommand(terminal))
                .addSubcommand(new KeysImportCommand(terminal))
                .addSubcommand(new KeysExportCommand(terminal));
    }
}
