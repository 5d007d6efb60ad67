package dev.orrery.spec;

import java.math.BigInteger;

/** An amount, at least 1, of one denom, written {@code 1000uatom}. */
public record CoinSpec(BigInteger amount, String denom) {
    @Override
    public String toString() {
        return amount + denom;
    }
}
