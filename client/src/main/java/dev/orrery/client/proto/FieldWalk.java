package dev.orrery.client.proto;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import dev.orrery.base.Failure;
import dev.orrery.base.InvalidInputException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Walks a JSON tree along a message's fields: refuses names that it does not have, and moves decimals' points. */
final class FieldWalk {
    enum Direction {
        TO_CHAIN,
        FROM_CHAIN
    }

    /** The number of the field option {@code gogoproto.customtype}, which alone tells that a string is a decimal. */
    private static final int CUSTOM_TYPE = 65003;

    private static final int DECIMALS = 18;

    private final Descriptors descriptors;
    private final Direction direction;

    FieldWalk(Descriptors descriptors, Direction direction) {
        this.descriptors = descriptors;
        this.direction = direction;
    }

    JsonNode message(Descriptor type, JsonNode json, String path) {
        if (type.getFullName().equals("google.protobuf.Any")) {
            return any(json, path);
        }
        if (!json.isObject() || type.getFullName().startsWith("google.protobuf.")) {
            return json;
        }
        ObjectNode walked = JsonNodeFactory.instance.objectNode();
        json.forEachEntry((name, value) -> {
            FieldDescriptor field = field(type, name, path);
            walked.set(name, value.isNull() ? value : field(field, value, path + name));
        });
        return walked;
    }

    private JsonNode any(JsonNode json, String path) {
        String typeUrl = json.path("@type").asString("");
        if (!json.isObject() || typeUrl.isEmpty()) {
            return json;
        }
        Descriptor type = descriptors.message(typeUrl.substring(typeUrl.lastIndexOf('/') + 1));
        ObjectNode fields = ((ObjectNode) json).deepCopy();
        fields.remove("@type");
        if (type.getFullName().startsWith("google.protobuf.")) {
            return json;
        }
        ObjectNode walked = JsonNodeFactory.instance.objectNode();
        walked.put("@type", typeUrl);
        message(type, fields, path).forEachEntry(walked::set);
        return walked;
    }

    private JsonNode field(FieldDescriptor field, JsonNode value, String path) {
        if (field.isMapField()) {
            FieldDescriptor element = field.getMessageType().findFieldByNumber(2);
            if (!value.isObject() || element.getJavaType() != FieldDescriptor.JavaType.MESSAGE) {
                return value;
            }
            ObjectNode walked = JsonNodeFactory.instance.objectNode();
            value.forEachEntry(
                    (key, item) -> walked.set(key, message(element.getMessageType(), item, path + "." + key + ".")));
            return walked;
        }
        if (field.isRepeated() && value.isArray()) {
            ArrayNode walked = JsonNodeFactory.instance.arrayNode();
            int index = 0;
            for (JsonNode item : value) {
                walked.add(single(field, item, path + "[" + index++ + "]"));
            }
            return walked;
        }
        return single(field, value, path);
    }

    private JsonNode single(FieldDescriptor field, JsonNode value, String path) {
        if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
            return message(field.getMessageType(), value, path + ".");
        }
        return isDecimal(field) && value.isValueNode() ? decimal(field, value, path) : value;
    }

    private FieldDescriptor field(Descriptor type, String name, String path) {
        List<String> names = new ArrayList<>();
        for (FieldDescriptor field : type.getFields()) {
            if (field.getName().equals(name) || field.getJsonName().equals(name)) {
                return field;
            }
            names.add(field.getName());
        }
        throw Descriptors.unknown(
                "field", path + name, names.stream().map(known -> path + known).toList(), type.getFullName());
    }

    private static boolean isDecimal(FieldDescriptor field) {
        return field.getOptions().getUnknownFields().getField(CUSTOM_TYPE).getLengthDelimitedList().stream()
                .map(bytes -> bytes.toStringUtf8())
                .anyMatch(type -> type.endsWith(".LegacyDec") || type.endsWith("/types.Dec"));
    }

    /** On the wire a decimal is the text of an integer; as a field of type bytes, JSON has that text in Base64. */
    private JsonNode decimal(FieldDescriptor field, JsonNode value, String path) {
        boolean bytes = field.getJavaType() == FieldDescriptor.JavaType.BYTE_STRING;
        String text = value.asString();
        try {
            if (direction == Direction.TO_CHAIN) {
                String wire = new BigDecimal(text)
                        .movePointRight(DECIMALS)
                        .toBigIntegerExact()
                        .toString();
                return StringNode.valueOf(
                        bytes ? Base64.getEncoder().encodeToString(wire.getBytes(StandardCharsets.UTF_8)) : wire);
            }
            String wire = bytes ? new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8) : text;
            return wire.isEmpty()
                    ? value
                    : StringNode.valueOf(new BigDecimal(new BigInteger(wire), DECIMALS).toPlainString());
        } catch (ArithmeticException | IllegalArgumentException e) {
            throw new InvalidInputException(Failure.doing("reading the field \"" + path + "\"")
                    .expected("a decimal with at most 18 places")
                    .seen("\"" + text + "\"")
                    .build());
        }
    }
}
