package dev.orrery.client.wire;

import dev.orrery.base.Failure;
import dev.orrery.base.InvalidInputException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The fields of one encoded protobuf message. Absent fields read as proto3's defaults; of a singular field that comes
 * more than once the last counts. Immutable.
 */
public final class ProtoReader {
    private final List<Field> fields;

    private ProtoReader(List<Field> fields) {
        this.fields = fields;
    }

    /** One field as it stands in the message. */
    public static final class Field {
        private final int number;
        private final long scalar;
        private final byte[] bytes;

        private Field(int number, long scalar, byte[] bytes) {
            this.number = number;
            this.scalar = scalar;
            this.bytes = bytes;
        }

        public int number() {
            return number;
        }

        /** The value of a varint, fixed32 or fixed64 field; 0 for others. */
        public long scalar() {
            return scalar;
        }

        /** The value of a length-delimited field (bytes, string, message, packed); empty for others. */
        public byte[] bytes() {
            return bytes.clone();
        }
    }

    /** @throws InvalidInputException if the bytes are no protobuf message */
    public static ProtoReader of(byte[] message) {
        Cursor cursor = new Cursor(message);
        List<Field> fields = new ArrayList<>();
        while (cursor.position < message.length) {
            long tag = cursor.varint();
            int number = (int) (tag >>> 3);
            switch ((int) (tag & 7)) {
                case 0 -> fields.add(new Field(number, cursor.varint(), new byte[0]));
                case 1 -> fields.add(new Field(number, cursor.fixed(8), new byte[0]));
                case 2 -> fields.add(new Field(number, 0, cursor.take(cursor.varint())));
                case 5 -> fields.add(new Field(number, cursor.fixed(4), new byte[0]));
                default -> throw malformed(cursor.position);
            }
        }
        return new ProtoReader(List.copyOf(fields));
    }

    /** All fields in the order in which they stand. */
    public List<Field> fields() {
        return fields;
    }

    public long varint(int field) {
        return last(field).scalar;
    }

    public boolean bool(int field) {
        return varint(field) != 0;
    }

    public byte[] bytes(int field) {
        return last(field).bytes();
    }

    public String string(int field) {
        return new String(last(field).bytes, StandardCharsets.UTF_8);
    }

    /** The nested message; an absent one reads as an empty one. */
    public ProtoReader message(int field) {
        return of(last(field).bytes);
    }

    public Any any(int field) {
        return Any.decode(last(field).bytes);
    }

    /** Every element of a repeated field of bytes, strings or messages. */
    public List<byte[]> repeated(int field) {
        return fields.stream().filter(f -> f.number == field).map(Field::bytes).toList();
    }

    public boolean has(int field) {
        return fields.stream().anyMatch(f -> f.number == field);
    }

    private Field last(int field) {
        for (int i = fields.size() - 1; i >= 0; i--) {
            if (fields.get(i).number == field) {
                return fields.get(i);
            }
        }
        return new Field(field, 0, new byte[0]);
    }

    private static InvalidInputException malformed(int position) {
        return new InvalidInputException(Failure.doing("reading a protobuf message")
                .seen("malformed at byte " + position)
                .build());
    }

    private static final class Cursor {
        private final byte[] message;
        private int position;

        Cursor(byte[] message) {
            this.message = message;
        }

        long varint() {
            long value = 0;
            for (int shift = 0; shift < 64; shift += 7) {
                if (position >= message.length) {
                    throw malformed(position);
                }
                byte next = message[position++];
                value |= (next & 0x7fL) << shift;
                if (next >= 0) {
                    return value;
                }
            }
            throw malformed(position);
        }

        long fixed(int size) {
            byte[] little = take(size);
            long value = 0;
            for (int i = size - 1; i >= 0; i--) {
                value = (value << 8) | (little[i] & 0xff);
            }
            return value;
        }

        byte[] take(long length) {
            if (length < 0 || length > message.length - position) {
                throw malformed(position);
            }
            byte[] taken = Arrays.copyOfRange(message, position, position + (int) length);
            position += (int) length;
            return taken;
        }
    }
}
