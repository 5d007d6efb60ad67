package dev.orrery.client.amino;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import dev.orrery.base.Failure;
import dev.orrery.base.InvalidInputException;
import java.math.BigDecimal;
import java.math.BigInteger;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Texts and bytes that mean something else: integers, decimals, JSON. */
final class AminoText {
    private static final int DECIMALS = 18;

    private AminoText() {}

    static String integer(Object value) {
        String text = text(value);
        return GoJson.quote(text.isEmpty() ? "0" : text);
    }

    /** On the wire the integer of its 18 places, in JSON with a point. */
    static String decimal(Object value) {
        String text = text(value);
        return GoJson.quote(text.isEmpty() ? "0" : new BigDecimal(new BigInteger(text), DECIMALS).toPlainString());
    }

    /** JSON inside of bytes, as CosmWasm's messages have it. */
    static String inline(FieldDescriptor field, ByteString bytes) {
        try {
            return GoJson.sorted(JsonMapper.shared().readTree(bytes.toByteArray()));
        } catch (JacksonException e) {
            throw new InvalidInputException(Failure.doing("writing " + field.getFullName() + " in amino's JSON")
                    .expected("JSON")
                    .seen("something else")
                    .build());
        }
    }

    private static String text(Object value) {
        return value instanceof ByteString bytes ? bytes.toStringUtf8() : (String) value;
    }
}
