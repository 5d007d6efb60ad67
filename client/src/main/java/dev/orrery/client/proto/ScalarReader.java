package dev.orrery.client.proto;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads single values that are no messages, each exactly or not at all. */
final class ScalarReader {
    private static final int DECIMALS = 18;
    /** {@code math.Int} of the SDK holds 256 bits; {@code LegacyDec} 315, of which 18 decimals take 60. */
    private static final int MAX_BITS = 256;

    private static final Pattern INTEGER = Pattern.compile("[+-]?[0-9]{1,100}");
    private static final BigInteger UNSIGNED_LONG = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);

    private final @Nullable AddressRule addresses;

    ScalarReader(@Nullable AddressRule addresses) {
        this.addresses = addresses;
    }

    Object read(FieldDescriptor field, JsonNode value, String path) {
        return switch (field.getJavaType()) {
            case INT ->
                isUnsigned(field)
                        ? integer(value, path, BigInteger.ZERO, BigInteger.valueOf(0xffffffffL), "uint32")
                                .intValue()
                        : integer(value, path, of(Integer.MIN_VALUE), of(Integer.MAX_VALUE), "int32")
                                .intValue();
            case LONG ->
                isUnsigned(field)
                        ? integer(value, path, BigInteger.ZERO, UNSIGNED_LONG, "uint64")
                                .longValue()
                        : integer(value, path, of(Long.MIN_VALUE), of(Long.MAX_VALUE), "int64")
                                .longValue();
            case BOOLEAN -> bool(value, path);
            case DOUBLE -> floating(value, path);
            case FLOAT -> (float) floating(value, path);
            case ENUM -> constant(field.getEnumType(), value, path);
            case STRING -> text(field, value, path);
            case BYTE_STRING -> bytes(field, value, path);
            case MESSAGE -> throw new AssertionError("messages are read by JsonEncoder");
        };
    }

    private String text(FieldDescriptor field, JsonNode value, String path) {
        FieldMeaning meaning = FieldMeaning.of(field);
        return switch (meaning) {
            case DECIMAL ->
                isEmpty(value) ? "" : decimal(value, path).unscaledValue().toString();
            case DECIMAL_TEXT -> isEmpty(value) ? "" : decimal(value, path).toPlainString();
            case INTEGER -> isEmpty(value) ? "" : bigInteger(value, path).toString();
            case ACCOUNT, VALIDATOR, CONSENSUS -> address(meaning, plain(value, path), path);
            case PLAIN -> plain(value, path);
        };
    }

    /** Numbers in fields of type {@code bytes} are their texts. */
    private ByteString bytes(FieldDescriptor field, JsonNode value, String path) {
        return switch (FieldMeaning.of(field)) {
            case DECIMAL, INTEGER -> ByteString.copyFromUtf8(text(field, value, path));
            default -> base64(value, path);
        };
    }

    private static ByteString base64(JsonNode value, String path) {
        if (value.isBinary()) {
            return ByteString.copyFrom(value.binaryValue());
        }
        if (!value.isString()) {
            throw Refusal.value(path, "bytes in Base64", value);
        }
        String text = value.asString();
        try {
            boolean url = text.indexOf('-') >= 0 || text.indexOf('_') >= 0;
            return ByteString.copyFrom((url ? Base64.getUrlDecoder() : Base64.getDecoder()).decode(text));
        } catch (IllegalArgumentException e) {
            throw Refusal.value(path, "bytes in Base64", value);
        }
    }

    private static String plain(JsonNode value, String path) {
        if (!value.isString()) {
            throw Refusal.value(path, "a text", value);
        }
        return value.asString();
    }

    private String address(FieldMeaning kind, String address, String path) {
        if (addresses != null && !address.isEmpty()) {
            Optional<AddressRule.Wrong> wrong = addresses.check(kind, address);
            if (wrong.isPresent()) {
                throw Refusal.value(path, wrong.get().expected(), wrong.get().seen());
            }
        }
        return address;
    }

    /** A decimal with exactly 18 places. */
    private static BigDecimal decimal(JsonNode value, String path) {
        String expected = "a decimal with at most 18 places";
        if (!value.isString() && !value.isNumber()) {
            throw Refusal.value(path, expected, value);
        }
        try {
            BigDecimal decimal = number(value);
            if (decimal.precision() - (long) decimal.scale() > MAX_BITS) {
                throw Refusal.value(path, expected, value);
            }
            return decimal.setScale(DECIMALS);
        } catch (ArithmeticException | NumberFormatException e) {
            throw Refusal.value(path, expected, value);
        }
    }

    private static BigInteger bigInteger(JsonNode value, String path) {
        String expected = "a whole number of at most 256 bits";
        BigInteger integer = whole(value, path, expected);
        if (integer.bitLength() > MAX_BITS) {
            throw Refusal.value(path, expected, value);
        }
        return integer;
    }

    private static BigInteger integer(JsonNode value, String path, BigInteger least, BigInteger most, String type) {
        String expected = "a whole number from " + least + " to " + most + " (" + type + ")";
        BigInteger integer = whole(value, path, expected);
        if (integer.compareTo(least) < 0 || integer.compareTo(most) > 0) {
            throw Refusal.value(path, expected, value);
        }
        return integer;
    }

    private static BigInteger whole(JsonNode value, String path, String expected) {
        if (value.isIntegralNumber()) {
            return value.bigIntegerValue();
        }
        if (value.isString() && INTEGER.matcher(value.asString()).matches()) {
            return new BigInteger(value.asString());
        }
        throw Refusal.value(path, expected, value);
    }

    private static boolean bool(JsonNode value, String path) {
        if (!value.isBoolean()) {
            throw Refusal.value(path, "true or false", value);
        }
        return value.booleanValue();
    }

    private static double floating(JsonNode value, String path) {
        if (value.isNumber()) {
            return value.doubleValue();
        }
        try {
            return Double.parseDouble(plain(value, path));
        } catch (NumberFormatException e) {
            throw Refusal.value(path, "a number", value);
        }
    }

    private static EnumValueDescriptor constant(EnumDescriptor type, JsonNode value, String path) {
        if (value.isString()) {
            EnumValueDescriptor known = type.findValueByName(value.asString());
            if (known != null) {
                return known;
            }
            throw Refusal.name(
                    path,
                    value.asString(),
                    "a value of " + type.getFullName(),
                    type.getValues().stream().map(EnumValueDescriptor::getName).toList());
        }
        if (!value.isInt()) {
            throw Refusal.value(path, "the name of a value of " + type.getFullName(), value);
        }
        return type.findValueByNumberCreatingIfUnknown(value.intValue());
    }

    private static BigDecimal number(JsonNode value) {
        return value.isString() ? new BigDecimal(value.asString()) : value.decimalValue();
    }

    private static boolean isEmpty(JsonNode value) {
        return value.isString() && value.asString().isEmpty();
    }

    private static boolean isUnsigned(FieldDescriptor field) {
        return switch (field.getType()) {
            case UINT32, FIXED32, UINT64, FIXED64 -> true;
            default -> false;
        };
    }

    private static BigInteger of(long bound) {
        return BigInteger.valueOf(bound);
    }
}
