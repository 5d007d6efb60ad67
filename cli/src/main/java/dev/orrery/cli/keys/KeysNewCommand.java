package dev.orrery.cli.keys;

import dev.orrery.cli.options.OneChain;
import dev.orrery.cli.terminal.ExitStatus;
import dev.orrery.cli.terminal.Terminal;
import dev.orrery.network.Account;
import dev.orrery.network.Keyring;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "new",
        header = "Make a key, and keep it with the network.",
        description = {
            "",
            "The chain has not heard of the account before it has received coins: 'orrery faucet' sends some.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  orrery keys new hub carol",
            "  orrery keys new hub --json | jq -r .address     under the next free of key-1, key-2, …",
        })
final class KeysNewCommand implements Callable<Integer> {
    @Mixin
    private final OneChain on = new OneChain();

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "NAME",
            description = "What to call the account (default: key-1, key-2, …).")
    private @Nullable String name;

    @Option(names = "--mnemonic", description = "Print the 24 words of the key too.")
    private boolean mnemonic;

    private final Terminal terminal;

    KeysNewCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        return on.use("making a key", chain -> {
            Keyring keyring = chain.keyring();
            Account account = name == null ? keyring.create() : keyring.create(name);
            KeyView.of(account, Keyring.Origin.KEPT)
                    .withSecret(mnemonic ? KeySecret.mnemonic(account) : null)
                    .print(terminal, on.json());
            return ExitStatus.OK;
        });
    }
}
