package dev.orrery.client.wire;

import java.util.Arrays;

/** A protobuf message together with the name of its type: {@code google.protobuf.Any}. */
public final class Any {
    private final String typeUrl;
    private final byte[] value;

    /** @param typeUrl a slash and the full name, {@code /cosmos.bank.v1beta1.MsgSend} */
    public Any(String typeUrl, byte[] value) {
        this.typeUrl = typeUrl;
        this.value = value.clone();
    }

    public String typeUrl() {
        return typeUrl;
    }

    public byte[] value() {
        return value.clone();
    }

    public byte[] encode() {
        return new ProtoWriter().string(1, typeUrl).bytes(2, value).toByteArray();
    }

    public static Any decode(byte[] bytes) {
        ProtoReader fields = ProtoReader.of(bytes);
        return new Any(fields.string(1), fields.bytes(2));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Any any && typeUrl.equals(any.typeUrl) && Arrays.equals(value, any.value);
    }

    @Override
    public int hashCode() {
        return 31 * typeUrl.hashCode() + Arrays.hashCode(value);
    }

    @Override
    public String toString() {
        return typeUrl + " (" + value.length + " bytes)";
    }
}
