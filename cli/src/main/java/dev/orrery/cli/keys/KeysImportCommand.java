package dev.orrery.cli.keys;

import dev.orrery.base.Failure;
import dev.orrery.base.HostException;
import dev.orrery.base.InvalidInputException;
import dev.orrery.cli.options.OneChain;
import dev.orrery.cli.terminal.ExitStatus;
import dev.orrery.cli.terminal.Terminal;
import dev.orrery.client.keys.AccountKey;
import dev.orrery.client.keys.ArmoredKey;
import dev.orrery.client.keys.Mnemonic;
import dev.orrery.network.Account;
import dev.orrery.network.Keyring;
import java.io.Console;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "import",
        header = "Keep a key that you have: a mnemonic, a private key or an armored one, from standard input.",
        description = {
            "",
            "Reads 12 to 24 words of BIP-39, a private key of 64 hexadecimal digits, or what 'keys export' of a"
                + " chain's own tool writes, encrypted with a passphrase. At a terminal it asks, and shows nothing of"
                + " what is typed. There is no option for a secret, because everybody on the machine can read the"
                + " arguments of a process.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  orrery keys import hub carol < mnemonic.txt",
            "  orrery keys import hub carol                  asks for it",
            "  orrery keys import hub carol --passphrase-file secret.txt < carol.armor",
        })
final class KeysImportCommand implements Callable<Integer> {
    private static final Pattern PRIVATE_KEY = Pattern.compile("(?:0x)?([0-9a-fA-F]{64})");
    private static final String ARMOR = "-----BEGIN ";
    private static final Pattern ONE_WORD = Pattern.compile("\\S*");
    /** More than the longest mnemonic has. */
    private static final int MOST_BYTES = 4096;

    @Mixin
    private final OneChain on = new OneChain();

    @Parameters(index = "1", paramLabel = "NAME", description = "What to call the account.")
    private String name = "";

    @Option(
            names = "--passphrase-file",
            paramLabel = "FILE",
            description = "The passphrase of an armored key is the file's first line.")
    private @Nullable Path passphraseFile;

    private final Terminal terminal;

    KeysImportCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        return on.use("importing a key", chain -> {
            Account account = add(chain.keyring(), secret());
            KeyView.of(account, Keyring.Origin.KEPT).print(terminal, on.json());
            return ExitStatus.OK;
        });
    }

    private Account add(Keyring keyring, String secret) {
        if (secret.startsWith(ARMOR)) {
            return keyring.add(name, armored(secret));
        }
        var hex = PRIVATE_KEY.matcher(secret);
        if (hex.matches()) {
            byte[] bytes = HexFormat.of().parseHex(hex.group(1));
            return keyring.add(name, AccountKey.fromPrivateKey(bytes, keyring.format()));
        }
        if (ONE_WORD.matcher(secret).matches()) {
            throw new InvalidInputException(Failure.doing("importing a key")
                    .where("standard input")
                    .expected("a mnemonic of 12 to 24 words, or a private key of 64 hexadecimal digits")
                    .seen(secret.isEmpty() ? "nothing" : "one word of " + secret.length() + " characters")
                    .hint("put it into a file and redirect that, or run the command at a terminal and type it in")
                    .build());
        }
        return keyring.add(name, Mnemonic.parse(secret));
    }

    private AccountKey armored(String armor) {
        if (passphraseFile == null) {
            throw new InvalidInputException(Failure.doing("importing an armored key")
                    .expected("its passphrase")
                    .seen("none")
                    .hint("put it into a file, and name that with --passphrase-file")
                    .build());
        }
        if (ArmoredKey.decrypt(armor, Passphrase.in(passphraseFile)) instanceof AccountKey key) {
            return key;
        }
        throw new InvalidInputException(Failure.doing("importing an armored key")
                .where("standard input")
                .expected("the key of an account")
                .seen("one of another kind, as validators sign blocks with")
                .build());
    }

    private String secret() {
        if (terminal.live()) {
            Console console = Objects.requireNonNull(System.console(), "every JVM has one");
            if (console.isTerminal()) {
                char[] typed = console.readPassword("mnemonic or private key of %s: ", name);
                return typed == null ? "" : new String(typed).strip();
            }
        }
        try {
            return new String(terminal.in().readNBytes(MOST_BYTES), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new HostException(
                    Failure.doing("reading standard input").seen(e.toString()).build(), e);
        }
    }
}
