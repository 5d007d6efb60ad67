package dev.orrery.cli.keys;

import dev.orrery.client.keys.ArmoredKey;
import dev.orrery.network.Account;
import java.util.HexFormat;

/**
 * What is printed only when it is asked for.
 *
 * @param kind {@code mnemonic}, {@code privateKey} or {@code armored}
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

    /** The private key, encrypted in the form that all SDKs read. */
    static KeySecret armored(Account account, String passphrase) {
        return new KeySecret("armored", ArmoredKey.encrypt(account.key(), passphrase, ArmoredKey.Kdf.BCRYPT));
    }

    @Override
    public String toString() {
        return "KeySecret[" + kind + "]";
    }
}
