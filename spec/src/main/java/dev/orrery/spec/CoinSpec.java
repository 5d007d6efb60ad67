package dev.orrery.spec;

import java.math.BigInteger;

/**
 * An amount of one denom, written {@code 1000uatom}.
 *
 * @param amount from 1 to 2^256 - 1, the largest {@code math.Int} of the Cosmos SDK
 * @param denom matches {@code [a-zA-Z][a-zA-Z0-9/:._-]{2,127}}, the SDK's rule ({@code sdk.ValidateDenom})
 */
public record CoinSpec(BigInteger amount, String denom) {
    @Override
    public String toString() {
        return amount + denom;
    }
}
