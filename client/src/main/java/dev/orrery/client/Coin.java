package dev.orrery.client;

import dev.orrery.base.Failure;
import dev.orrery.base.InvalidInputException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * An exact amount of one denom, in the chain's base unit: {@code 1000uatom}. Never negative.
 *
 * @param amount how many base units; the SDK limits it to 256 bits
 * @param denom 3 to 128 characters, a letter first, then letters, digits and {@code / : . _ -} (SDK: {@code types.Coin})
 */
public record Coin(BigInteger amount, String denom) {
    private static final Pattern TEXT = Pattern.compile("\\s*([0-9]+)\\s*(.*?)\\s*");
    private static final Pattern DENOM = Pattern.compile("[a-zA-Z][a-zA-Z0-9/:._-]{2,127}");

    /** @throws InvalidInputException if the amount is negative or too large, or the denom is malformed */
    public Coin {
        if (amount.signum() < 0 || amount.bitLength() > 256) {
            throw invalid(amount + denom, "an amount from 0 to 2^256 - 1", "amount " + amount);
        }
        if (!DENOM.matcher(denom).matches()) {
            throw invalid(
                    amount + denom,
                    "a denom of 3 to 128 letters, digits and / : . _ -, a letter first",
                    denom.isEmpty() ? "no denom" : "denom \"" + denom + "\"");
        }
    }

    /** @throws InvalidInputException if the amount is negative, or the denom is malformed */
    public static Coin of(long amount, String denom) {
        return new Coin(BigInteger.valueOf(amount), denom);
    }

    /**
     * Reads {@code 1000uatom}.
     *
     * @throws InvalidInputException if it is anything else
     */
    public static Coin parse(String text) {
        Matcher match = TEXT.matcher(text);
        if (!match.matches()) {
            throw invalid(text, "an amount and a denom, as in 1000uatom", "\"" + text + "\"");
        }
        return new Coin(new BigInteger(match.group(1)), match.group(2));
    }

    /**
     * Reads {@code 5uatom,7ufoo}; the empty text is the empty list. The order is kept.
     *
     * @throws InvalidInputException if a coin is malformed or a denom comes twice
     */
    public static List<Coin> parseList(String text) {
        if (text.isBlank()) {
            return List.of();
        }
        List<Coin> coins = new ArrayList<>();
        Set<String> denoms = new HashSet<>();
        for (String part : text.split(",", -1)) {
            Coin coin = parse(part);
            if (!denoms.add(coin.denom)) {
                throw invalid(text, "each denom once", "\"" + coin.denom + "\" twice");
            }
            coins.add(coin);
        }
        return List.copyOf(coins);
    }

    /** The coins by denom, which is the order that the SDK demands of every list of coins. */
    public static List<Coin> sorted(List<Coin> coins) {
        return coins.stream().sorted(Comparator.comparing(Coin::denom)).toList();
    }

    /** The coins as {@link #parseList(String)} reads them. */
    public static String toString(List<Coin> coins) {
        return coins.stream().map(Coin::toString).collect(Collectors.joining(","));
    }

    /** @throws InvalidInputException if the denoms differ */
    public Coin plus(Coin other) {
        return new Coin(amount.add(sameDenom(other).amount), denom);
    }

    /** @throws InvalidInputException if the denoms differ, or if more is taken away than is there */
    public Coin minus(Coin other) {
        return new Coin(amount.subtract(sameDenom(other).amount), denom);
    }

    /** @throws InvalidInputException if the factor is negative, or the product is above 2^256 - 1 */
    public Coin times(long factor) {
        return new Coin(amount.multiply(BigInteger.valueOf(factor)), denom);
    }

    /** Whether the amount is 0. */
    public boolean isZero() {
        return amount.signum() == 0;
    }

    /** {@code 1000uatom}. */
    @Override
    public String toString() {
        return amount + denom;
    }

    private Coin sameDenom(Coin other) {
        if (!denom.equals(other.denom)) {
            throw invalid(this + " and " + other, "coins of one denom", denom + " and " + other.denom);
        }
        return other;
    }

    private static InvalidInputException invalid(String text, String expected, String seen) {
        return new InvalidInputException(Failure.doing("reading the coin \"" + text + "\"")
                .expected(expected)
                .seen(seen)
                .build());
    }
}
