package dev.orrery.client;

import dev.orrery.base.Failure;
import dev.orrery.base.InvalidInputException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What one unit of gas costs.
 *
 * @param amount in base units of the denom, at least 0: {@code 0.025}
 * @param denom the denom; only a price of 0 may have an empty one
 */
public record GasPrice(BigDecimal amount, String denom) {
    /** Nothing. */
    public static final GasPrice FREE = new GasPrice(BigDecimal.ZERO, "");

    private static final Pattern FORM = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)([a-zA-Z][a-zA-Z0-9/:._-]{2,127})");

    /** @throws InvalidInputException if the amount is negative, or something of no denom */
    public GasPrice {
        if (amount.signum() < 0 || (amount.signum() > 0 && denom.isEmpty())) {
            throw invalid(amount.toPlainString() + denom);
        }
    }

    /**
     * Reads a price as the SDK writes it.
     *
     * @param text {@code 0.025uatom}
     * @throws InvalidInputException if it is none
     */
    public static GasPrice parse(String text) {
        Matcher match = FORM.matcher(text.strip());
        if (!match.matches()) {
            throw invalid(text);
        }
        return new GasPrice(new BigDecimal(match.group(1)), match.group(2));
    }

    /**
     * Reads a list of prices, any one of which may be paid, as a node's {@code minimum-gas-prices} has it.
     *
     * @param text {@code 0.025uatom,0.1ufoo}; empty for none
     * @throws InvalidInputException if one of them is no price
     */
    public static List<GasPrice> parseList(String text) {
        List<GasPrice> prices = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            if (!part.isBlank()) {
                prices.add(parse(part));
            }
        }
        return List.copyOf(prices);
    }

    /** What so much gas costs, rounded up to whole base units; nothing at a price of 0. */
    public List<Coin> of(long gas) {
        BigDecimal cost = amount.multiply(BigDecimal.valueOf(gas));
        return cost.signum() == 0
                ? List.of()
                : List.of(new Coin(cost.setScale(0, RoundingMode.CEILING).toBigIntegerExact(), denom));
    }

    /** {@code 0.025uatom}. */
    @Override
    public String toString() {
        return amount.toPlainString() + denom;
    }

    private static InvalidInputException invalid(String seen) {
        return new InvalidInputException(Failure.doing("reading the gas price \"" + seen + "\"")
                .expected("an amount of at least 0 and a denom, as in 0.025uatom")
                .seen("\"" + seen + "\"")
                .build());
    }
}
