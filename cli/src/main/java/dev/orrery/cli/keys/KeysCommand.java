package dev.orrery.cli.keys;

import dev.orrery.cli.terminal.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

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
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        footer = {
            "",
            "Examples:",
            "  orrery keys new hub carol                        a new key; prints its address",
            "  orrery keys list hub",
            "  orrery keys show hub carol --address             nothing but the address",
            "  orrery keys import hub carol < mnemonic.txt      also a private key of 64 hexadecimal digits",
            "  orrery keys export hub carol                     prints the secret",
        })
public final class KeysCommand implements Runnable {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    boolean help;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final Terminal terminal;

    private KeysCommand(Terminal terminal) {
        this.terminal = terminal;
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

    /** Without a command, the help is the best answer. */
    @Override
    public void run() {
        spec.commandLine().usage(terminal.out());
    }
}
