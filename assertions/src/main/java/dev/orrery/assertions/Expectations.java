package dev.orrery.assertions;

import dev.orrery.client.Coin;
import java.time.Duration;
import java.util.List;

/** What failed assertions say. Each method gives the empty text where the expectation holds. */
final class Expectations {
    private Expectations() {}

    static Coin of(List<Coin> balances, String denom) {
        return balances.stream()
                .filter(coin -> coin.denom().equals(denom))
                .findFirst()
                .orElseGet(() -> Coin.of(0, denom));
    }

    static String balance(String account, List<Coin> balances, Coin expected) {
        Coin seen = of(balances, expected.denom());
        if (seen.equals(expected)) {
            return "";
        }
        int sign = seen.amount().compareTo(expected.amount());
        String difference = sign > 0 ? seen.minus(expected) + " too much" : expected.minus(seen) + " too little";
        return "expected the balance of " + account + " to be" + line(expected) + "but it is" + line(seen) + difference
                + "; all it has: " + listed(balances);
    }

    static String atLeast(String account, List<Coin> balances, Coin least) {
        Coin seen = of(balances, least.denom());
        return seen.amount().compareTo(least.amount()) >= 0
                ? ""
                : "expected the balance of " + account + " to be at least" + line(least) + "but it is" + line(seen)
                        + least.minus(seen) + " too little; all it has: " + listed(balances);
    }

    static String empty(String account, List<Coin> balances) {
        return "expected " + account + " to have" + line("nothing") + "but it has" + line(Coin.toString(balances));
    }

    /** One property of something that has more of them. */
    static String is(String what, Object expected, Object seen, String more) {
        return "expected " + what + " to be" + line(String.valueOf(expected)) + "but it is" + line(String.valueOf(seen))
                + more;
    }

    static String bothSides(
            String what,
            String channel,
            String expected,
            String here,
            String seenHere,
            String there,
            String seenThere) {
        if (seenHere.equals(expected) && seenThere.equals(expected)) {
            return "";
        }
        return "expected " + what + " on both sides of " + channel + line(expected) + "but they are"
                + line(here + ": " + seenHere + ", " + there + ": " + seenThere);
    }

    static String blocks(String chain, int blocks, Duration within, long before, long after) {
        return "expected " + chain + " to make" + line(blocks + " blocks within " + within.toMillis() + " ms")
                + "but it made" + line((after - before) + " (height " + before + " to " + after + ")");
    }

    private static String listed(List<Coin> balances) {
        return balances.isEmpty() ? "nothing" : Coin.toString(balances);
    }

    private static String line(String text) {
        return System.lineSeparator() + "  " + text + System.lineSeparator();
    }

    private static String line(Coin coin) {
        return line(coin.toString());
    }
}
