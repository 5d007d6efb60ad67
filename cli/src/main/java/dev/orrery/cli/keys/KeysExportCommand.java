package dev.orrery.cli.keys;

import dev.orrery.cli.options.OneChain;
import dev.orrery.cli.terminal.ExitStatus;
import dev.orrery.cli.terminal.Terminal;
import dev.orrery.network.Account;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "export",
        header = "Print an account's secret: its mnemonic, its private key, or that encrypted.",
        description = {
            "",
            "Whoever has it can spend what the account holds. A key that was imported without a mnemonic has none, and"
                + " its private key is printed. With a passphrase it is encrypted as the chains' own tools do it, and"
                + " their 'keys import' reads it.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  orrery keys export hub alice",
            "  orrery keys export hub alice | orrery keys import zone alice",
            "  orrery keys export hub alice --private-key",
            "  orrery keys export hub alice --passphrase-file secret.txt > alice.armor",
        })
final class KeysExportCommand implements Callable<Integer> {
    @Mixin
    private final OneChain on = new OneChain();

    @Parameters(index = "1", paramLabel = "NAME|ADDRESS", description = "Which account.")
    private String wanted = "";

    @Option(names = "--private-key", description = "Print the private key, 64 hexadecimal digits, not the mnemonic.")
    private boolean privateKey;

    @Option(
            names = "--passphrase-file",
            paramLabel = "FILE",
            description = "Print the private key encrypted, in ASCII armor. The passphrase is the file's first line.")
    private @Nullable Path passphraseFile;

    private final Terminal terminal;

    KeysExportCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        return on.use("exporting a key", chain -> {
            Account account = chain.account(wanted);
            KeySecret secret = secret(account);
            if (on.json()) {
                KeyView.of(account, KeysShowCommand.origin(account))
                        .withSecret(secret)
                        .print(terminal, true);
            } else {
                terminal.out().println(secret.text());
            }
            return ExitStatus.OK;
        });
    }

    private KeySecret secret(Account account) {
        if (passphraseFile != null) {
            return KeySecret.armored(account, Passphrase.in(passphraseFile));
        }
        return privateKey ? KeySecret.privateKey(account) : KeySecret.mnemonic(account);
    }
}
