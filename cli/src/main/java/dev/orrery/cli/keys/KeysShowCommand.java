package dev.orrery.cli.keys;

import dev.orrery.cli.options.OneChain;
import dev.orrery.cli.terminal.ExitStatus;
import dev.orrery.cli.terminal.Terminal;
import dev.orrery.network.Account;
import dev.orrery.network.Keyring.Origin;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "show",
        header = "Show an account: its addresses and its public key.",
        description = "",
        footer = {"", "Examples:", "  orrery keys show hub alice", "  orrery keys show hub val1 --address"})
final class KeysShowCommand implements Callable<Integer> {
    @Mixin
    private final OneChain on = new OneChain();

    @Parameters(index = "1", paramLabel = "NAME|ADDRESS", description = "Which account.")
    private String wanted = "";

    @Option(names = "--address", description = "Print the address, and nothing else.")
    private boolean addressOnly;

    private final Terminal terminal;

    KeysShowCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        return on.use("showing a key", chain -> {
            Account account = chain.account(wanted);
            if (addressOnly && !on.json()) {
                terminal.out().println(account.address());
            } else {
                KeyView.of(account, origin(account)).print(terminal, on.json());
            }
            return ExitStatus.OK;
        });
    }

    static Origin origin(Account account) {
        return account.chain().keyring().find(account.name()).orElseThrow().origin();
    }
}
