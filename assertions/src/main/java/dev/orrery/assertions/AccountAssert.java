package dev.orrery.assertions;

import dev.orrery.client.Coin;
import dev.orrery.network.Account;
import java.util.List;
import org.assertj.core.api.AbstractAssert;

/** Assertions on what an account has at the latest block. */
public final class AccountAssert extends AbstractAssert<AccountAssert, Account> {
    AccountAssert(Account actual) {
        super(actual, AccountAssert.class);
    }

    /**
     * The account has exactly this much of this denom; other denoms do not matter.
     *
     * @throws dev.orrery.base.InvalidInputException if the coin is malformed
     */
    public AccountAssert hasBalance(String coin) {
        return hasBalance(Coin.parse(coin));
    }

    /** As {@link #hasBalance(String)}. */
    public AccountAssert hasBalance(Coin expected) {
        isNotNull();
        List<Coin> balances = actual.balances();
        String wrong = Expectations.balance(actual.toString(), balances, expected);
        if (!wrong.isEmpty()) {
            throw failureWithActualExpected(Expectations.of(balances, expected.denom()), expected, "%s", wrong);
        }
        return this;
    }

    /**
     * The account has this much of this denom, or more.
     *
     * @throws dev.orrery.base.InvalidInputException if the coin is malformed
     */
    public AccountAssert hasAtLeast(String coin) {
        return hasAtLeast(Coin.parse(coin));
    }

    /** As {@link #hasAtLeast(String)}. */
    public AccountAssert hasAtLeast(Coin least) {
        isNotNull();
        List<Coin> balances = actual.balances();
        String wrong = Expectations.atLeast(actual.toString(), balances, least);
        if (!wrong.isEmpty()) {
            throw failureWithActualExpected(Expectations.of(balances, least.denom()), least, "%s", wrong);
        }
        return this;
    }

    /** The account has nothing of this denom. */
    public AccountAssert hasNoBalance(String denom) {
        return hasBalance(Coin.of(0, denom));
    }

    /** The account has nothing at all. */
    public AccountAssert isEmpty() {
        isNotNull();
        List<Coin> balances = actual.balances();
        if (!balances.isEmpty()) {
            throw failure("%s", Expectations.empty(actual.toString(), balances));
        }
        return this;
    }
}
