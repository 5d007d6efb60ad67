package dev.orrery.engine.plan;

import dev.orrery.client.keys.AccountKey;
import dev.orrery.client.keys.Mnemonic;
import dev.orrery.spec.CoinSpec;
import java.util.List;

/**
 * An account of genesis.
 *
 * @param name how the network calls it
 * @param mnemonic the 24 words of its key
 * @param key the key that follows from them
 * @param balance what it has at genesis
 */
public record AccountLayout(String name, Mnemonic mnemonic, AccountKey key, List<CoinSpec> balance) {
    public AccountLayout {
        balance = List.copyOf(balance);
    }

    @Override
    public String toString() {
        return "AccountLayout[" + name + ", " + balance + "]";
    }
}
