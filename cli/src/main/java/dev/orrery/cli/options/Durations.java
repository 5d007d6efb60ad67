package dev.orrery.cli.options;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Durations as people write them: {@code 500ms}, {@code 60s}, {@code 1m30s}, {@code 2h}. */
public final class Durations implements ITypeConverter<Duration> {
    private static final Pattern FORM = Pattern.compile("(?:(\\d+)h)?(?:(\\d+)m)?(?:(\\d+)s)?(?:(\\d+)ms)?");
    private static final long LONGEST_HOURS = 24 * 365;

    @Override
    public Duration convert(String value) {
        Matcher matcher = FORM.matcher(value);
        Duration sum = Duration.ZERO;
        if (matcher.matches()) {
            try {
                sum = Duration.ofHours(part(matcher, 1))
                        .plusMinutes(part(matcher, 2))
                        .plusSeconds(part(matcher, 3))
                        .plusMillis(part(matcher, 4));
            } catch (ArithmeticException | NumberFormatException e) {
                throw refused(value);
            }
        }
        if (sum.isZero() || sum.toHours() > LONGEST_HOURS) {
            throw refused(value);
        }
        return sum;
    }

    /** Three digits at most, as far as a reader cares: {@code 0.04 s}, {@code 1.2 s}, {@code 41 s}, {@code 3 m 05 s}. */
    public static String show(Duration duration) {
        double seconds = duration.toNanos() / 1e9;
        if (seconds < 1) {
            return String.format(Locale.ROOT, "%.2f s", seconds);
        }
        if (seconds < 10) {
            return String.format(Locale.ROOT, "%.1f s", seconds);
        }
        if (seconds < 60) {
            return String.format(Locale.ROOT, "%.0f s", Math.floor(seconds));
        }
        return String.format(Locale.ROOT, "%d m %02d s", duration.toMinutes(), duration.toSecondsPart());
    }

    private static long part(Matcher matcher, int group) {
        String digits = matcher.group(group);
        return digits == null ? 0 : Long.parseLong(digits);
    }

    private static TypeConversionException refused(String value) {
        return new TypeConversionException("'" + value + "' is not a duration: write 500ms, 60s or 1m30s");
    }
}
