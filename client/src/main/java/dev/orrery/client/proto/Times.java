package dev.orrery.client.proto;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them, in protobuf's form: seconds with at most nine decimals and an {@code s}. */
final class Times {
    private static final Pattern PART = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)(h|ms|m|s|us|µs|ns)");
    private static final Pattern DURATION = Pattern.compile("-?(?:" + PART.pattern() + ")+");
    private static final Map<String, BigDecimal> SECONDS = Map.of(
            "h", new BigDecimal(3600),
            "m", new BigDecimal(60),
            "s", BigDecimal.ONE,
            "ms", new BigDecimal("0.001"),
            "us", new BigDecimal("0.000001"),
            "µs", new BigDecimal("0.000001"),
            "ns", new BigDecimal("0.000000001"));

    private Times() {}

    static String text(Duration duration) {
        BigDecimal seconds = BigDecimal.valueOf(duration.getSeconds())
                .add(BigDecimal.valueOf(duration.getNano(), 9))
                .stripTrailingZeros();
        return seconds.toPlainString() + "s";
    }

    /** Reads what {@link #text} writes; empty if it is anything else. */
    static Optional<Duration> parse(String text) {
        return duration(text).map(normal -> {
            BigDecimal seconds = new BigDecimal(normal.substring(0, normal.length() - 1));
            return Duration.ofSeconds(seconds.toBigInteger().longValueExact())
                    .plusNanos(
                            seconds.remainder(BigDecimal.ONE).movePointRight(9).longValueExact());
        });
    }

    /** Reads {@code 10s}, {@code 1h30m} and {@code 500ms}, as Go writes them; empty if it is anything else. */
    static Optional<String> duration(String text) {
        if (!DURATION.matcher(text).matches()) {
            return Optional.empty();
        }
        BigDecimal seconds = BigDecimal.ZERO;
        Matcher part = PART.matcher(text);
        while (part.find()) {
            BigDecimal unit = SECONDS.getOrDefault(part.group(2), BigDecimal.ZERO);
            seconds = seconds.add(new BigDecimal(part.group(1)).multiply(unit));
        }
        BigDecimal exact = seconds.stripTrailingZeros();
        return exact.scale() > 9
                ? Optional.empty()
                : Optional.of((text.startsWith("-") ? "-" : "") + exact.toPlainString() + "s");
    }
}
