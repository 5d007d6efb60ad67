package dev.orrery.client.modules;

import java.math.BigDecimal;

/**
 * A fraction of base units, as rewards are counted: {@code 12.5uatom} ({@code cosmos.base.v1beta1.DecCoin}).
 *
 * @param amount base units, with at most 18 decimals
 */
public record DecCoin(BigDecimal amount, String denom) {
    @Override
    public String toString() {
        return amount.toPlainString() + denom;
    }
}
