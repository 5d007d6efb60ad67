package dev.orrery.client.amino;

import java.math.BigInteger;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;

/** Times and durations in amino's JSON. */
final class AminoTime {
    /** Go's RFC3339Nano: as many digits as are needed, none for whole seconds. */
    private static final DateTimeFormatter RFC_3339 = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd'T'HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .appendLiteral('Z')
            .toFormatter()
            .withZone(ZoneOffset.UTC);

    private AminoTime() {}

    static String timestamp(long seconds, int nanos) {
        return "\"" + RFC_3339.format(Instant.ofEpochSecond(seconds, nanos)) + "\"";
    }

    /** In nanoseconds. */
    static String duration(long seconds, int nanos) {
        BigInteger total = BigInteger.valueOf(seconds)
                .multiply(BigInteger.valueOf(1_000_000_000))
                .add(BigInteger.valueOf(nanos));
        return "\"" + total + "\"";
    }
}
