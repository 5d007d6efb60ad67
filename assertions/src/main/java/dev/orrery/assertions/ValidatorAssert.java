package dev.orrery.assertions;

import dev.orrery.client.modules.BondStatus;
import dev.orrery.client.modules.Validator;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.assertj.core.api.AbstractAssert;

/** Assertions on a validator as it stood when it was asked for. */
public final class ValidatorAssert extends AbstractAssert<ValidatorAssert, Validator> {
    ValidatorAssert(Validator actual) {
        super(actual, ValidatorAssert.class);
    }

    /** It makes blocks. */
    public ValidatorAssert isBonded() {
        return hasStatus(BondStatus.BONDED);
    }

    /** It is in that state. */
    public ValidatorAssert hasStatus(BondStatus status) {
        isNotNull();
        if (actual.status() != status) {
            throw wrong("the status", status, actual.status());
        }
        return this;
    }

    /** It is kept out of the active set until it asks back in ({@code MsgUnjail}). */
    public ValidatorAssert isJailed() {
        isNotNull();
        if (!actual.jailed()) {
            throw wrong("the state", "jailed", "not jailed");
        }
        return this;
    }

    /** It may be in the active set; whether it is, {@link #hasStatus} tells. */
    public ValidatorAssert isNotJailed() {
        isNotNull();
        if (actual.jailed()) {
            throw wrong("the state", "not jailed", "jailed");
        }
        return this;
    }

    /** Exactly this is staked with it, in base units. */
    public ValidatorAssert hasTokens(BigInteger tokens) {
        isNotNull();
        if (!actual.tokens().equals(tokens)) {
            throw wrong("the stake", tokens, actual.tokens());
        }
        return this;
    }

    /** It keeps this part of the rewards, a fraction of 1: {@code 0.1}. */
    public ValidatorAssert hasCommission(String rate) {
        isNotNull();
        BigDecimal expected = new BigDecimal(rate);
        BigDecimal seen = actual.commission().commissionRates().rate();
        if (seen.compareTo(expected) != 0) {
            throw wrong(
                    "the commission",
                    expected.toPlainString(),
                    seen.stripTrailingZeros().toPlainString());
        }
        return this;
    }

    private AssertionError wrong(String what, Object expected, Object seen) {
        String validator = actual.description().moniker() + " (" + actual.operatorAddress() + ")";
        String more = actual.status() + (actual.jailed() ? ", jailed" : "") + ", stake " + actual.tokens();
        return failureWithActualExpected(
                seen, expected, "%s", Expectations.is(what + " of " + validator, expected, seen, "it is " + more));
    }
}
