package dev.orrery.spec;

import java.util.List;
import java.util.Optional;

/**
 * An account with a balance at genesis.
 *
 * @param coins its balance, in the order of the file, each denom once
 * @param vesting which part of the balance is locked; empty: none
 * @param address whose it is, where somebody else has the key; empty: Orrery makes a key
 */
public record AccountSpec(List<CoinSpec> coins, Optional<VestingSpec> vesting, Optional<String> address) {
    public AccountSpec {
        coins = List.copyOf(coins);
    }

    /** An account of its own key, with nothing locked. */
    public static AccountSpec of(List<CoinSpec> coins) {
        return new AccountSpec(coins, Optional.empty(), Optional.empty());
    }
}
