package dev.orrery.cli.keys;

import dev.orrery.network.Account;
import java.util.HexFormat;

/**
 * What is printed only when it is asked for.
 *
 * @param kind {@code mnemonic} or {@code privateKey}
 */
record KeySecret(String kind, String text) {
    /** The words that the key was made from, or the key itself where there are none. */
    static KeySecret mnemonic(Account account) {
        return account.chain()
                .keyring()
                .mnemonic(account.name())
                .map(words -> new KeySecret("mnemonic", words.phrase()))
                .orElseGet(() -> privateKey(account));
    }

    static KeySecret privateKey(Account account) {
        return new KeySecret(
                "privateKey", HexFormat.of().formatHex(account.key().privateKey()));
    }

    @Override
    public String toString() {
        return "KeySecret[" + kind + "]";
    }
}
