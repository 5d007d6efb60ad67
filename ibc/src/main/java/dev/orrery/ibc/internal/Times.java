package dev.orrery.ibc.internal;

import dev.orrery.client.wire.ProtoReader;
import dev.orrery.client.wire.ProtoWriter;
import java.time.Duration;
import java.time.Instant;

/** {@code google.protobuf.Timestamp} and {@code Duration}. */
public final class Times {
    private Times() {}

    public static ProtoWriter encode(Instant time) {
        return new ProtoWriter().varint(1, time.getEpochSecond()).varint(2, time.getNano());
    }

    public static ProtoWriter encode(Duration duration) {
        return new ProtoWriter().varint(1, duration.getSeconds()).varint(2, duration.getNano());
    }

    public static Instant instant(ProtoReader encoded) {
        return Instant.ofEpochSecond(encoded.varint(1), encoded.varint(2));
    }

    public static Duration duration(ProtoReader encoded) {
        return Duration.ofSeconds(encoded.varint(1), encoded.varint(2));
    }
}
