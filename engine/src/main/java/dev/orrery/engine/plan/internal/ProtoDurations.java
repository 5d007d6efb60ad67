package dev.orrery.engine.plan.internal;

import java.math.BigDecimal;
import java.time.Duration;

/** Durations as protobuf's JSON has them: {@code 1814400s}, {@code 0.5s}. */
public final class ProtoDurations {
    private ProtoDurations() {}

    public static String text(Duration duration) {
        BigDecimal seconds = BigDecimal.valueOf(duration.getSeconds()).add(BigDecimal.valueOf(duration.getNano(), 9));
        return seconds.signum() == 0 ? "0s" : seconds.stripTrailingZeros().toPlainString() + "s";
    }

    /**
     * Reads one.
     *
     * @throws NumberFormatException if it is not a number of seconds followed by {@code s}
     * @throws ArithmeticException if it has parts of a nanosecond, or more seconds than a chain can count
     */
    public static Duration parse(String text) {
        if (!text.endsWith("s")) {
            throw new NumberFormatException(text);
        }
        BigDecimal seconds = new BigDecimal(text.substring(0, text.length() - 1));
        return Duration.ofNanos(seconds.movePointRight(9).longValueExact());
    }
}
