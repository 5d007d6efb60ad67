package dev.orrery.client.wire;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes one proto3 message, field by field in the order of the calls. Scalar fields at their default are left out, as
 * proto3 and the SDK's deterministic encoding (ADR-027) want it; {@link #message} is always written, also for elements
 * of repeated fields. Callers give the fields in ascending order. Not thread-safe.
 */
public final class ProtoWriter {
    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int LENGTH_DELIMITED = 2;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** An integer of type {@code int32}, {@code int64}, {@code uint32}, {@code uint64}, {@code bool} or an enum. */
    public ProtoWriter varint(int field, long value) {
        if (value != 0) {
            tag(field, VARINT);
            raw(value);
        }
        return this;
    }

    public ProtoWriter bool(int field, boolean value) {
        return varint(field, value ? 1 : 0);
    }

    /** An integer of type {@code fixed64} or {@code sfixed64}. */
    public ProtoWriter fixed64(int field, long value) {
        if (value != 0) {
            tag(field, FIXED64);
            for (int shift = 0; shift < 64; shift += 8) {
                out.write((int) (value >>> shift));
            }
        }
        return this;
    }

    public ProtoWriter bytes(int field, byte[] value) {
        return value.length == 0 ? this : message(field, value);
    }

    public ProtoWriter string(int field, String value) {
        return bytes(field, value.getBytes(StandardCharsets.UTF_8));
    }

    /** An encoded message, or an element of a repeated field, written even if it is empty. */
    public ProtoWriter message(int field, byte[] encoded) {
        tag(field, LENGTH_DELIMITED);
        raw(encoded.length);
        out.writeBytes(encoded);
        return this;
    }

    public ProtoWriter message(int field, ProtoWriter nested) {
        return message(field, nested.toByteArray());
    }

    public ProtoWriter any(int field, Any value) {
        return message(field, value.encode());
    }

    public byte[] toByteArray() {
        return out.toByteArray();
    }

    /** The unsigned LEB128 form of a number, which also prefixes length-delimited streams. */
    public static byte[] rawVarint(long value) {
        ProtoWriter writer = new ProtoWriter();
        writer.raw(value);
        return writer.toByteArray();
    }

    private void tag(int field, int type) {
        raw(((long) field << 3) | type);
    }

    private void raw(long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            out.write((int) ((rest & 0x7f) | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }
}
