package dev.orrery.client.proto;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Makes JSON trees of messages; nothing of a message is lost or rounded. */
final class JsonDecoder {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int DECIMALS = 18;

    private final Descriptors descriptors;
    private final JsonFormat.Printer wellKnown = JsonFormat.printer().omittingInsignificantWhitespace();

    JsonDecoder(Descriptors descriptors) {
        this.descriptors = descriptors;
    }

    JsonNode message(Message message) throws InvalidProtocolBufferException {
        Descriptor type = message.getDescriptorForType();
        if (type.getFullName().equals(JsonEncoder.ANY)) {
            return any(message);
        }
        if (type.getFullName().startsWith(JsonEncoder.WELL_KNOWN)) {
            return JsonTree.parse(wellKnown.print(message));
        }
        return fields(message, NODES.objectNode());
    }

    private ObjectNode fields(Message message, ObjectNode json) throws InvalidProtocolBufferException {
        for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
            if (field.isMapField()) {
                json.set(field.getName(), map(field, message));
            } else if (field.isRepeated()) {
                ArrayNode items = NODES.arrayNode();
                for (Object item : (List<?>) message.getField(field)) {
                    items.add(single(field, item));
                }
                json.set(field.getName(), items);
            } else if (!field.hasPresence() || message.hasField(field)) {
                json.set(field.getName(), single(field, message.getField(field)));
            }
        }
        return json;
    }

    private ObjectNode map(FieldDescriptor field, Message message) throws InvalidProtocolBufferException {
        ObjectNode json = NODES.objectNode();
        FieldDescriptor key = field.getMessageType().findFieldByNumber(1);
        FieldDescriptor value = field.getMessageType().findFieldByNumber(2);
        for (Object entry : (List<?>) message.getField(field)) {
            Message pair = (Message) entry;
            json.set(single(key, pair.getField(key)).asString(), single(value, pair.getField(value)));
        }
        return json;
    }

    /** A type that the chain does not describe stays as it is: its name and its bytes. */
    private JsonNode any(Message message) throws InvalidProtocolBufferException {
        Descriptor type = message.getDescriptorForType();
        String url = (String) message.getField(type.findFieldByNumber(1));
        ByteString value = (ByteString) message.getField(type.findFieldByNumber(2));
        Optional<Descriptor> content = descriptors.findMessage(url.substring(url.lastIndexOf('/') + 1));
        if (url.isEmpty() || content.isEmpty()) {
            return NODES.objectNode().put("type_url", url).put("value", base64(value));
        }
        Message inner = DynamicMessage.parseFrom(content.get(), value);
        ObjectNode json = NODES.objectNode().put("@type", url);
        if (content.get().getFullName().startsWith(JsonEncoder.WELL_KNOWN)) {
            json.set("value", message(inner));
            return json;
        }
        return fields(inner, json);
    }

    private JsonNode single(FieldDescriptor field, Object value) throws InvalidProtocolBufferException {
        return switch (field.getJavaType()) {
            case MESSAGE -> message((Message) value);
            case ENUM -> constant((EnumValueDescriptor) value);
            case STRING -> NODES.stringNode(text(field, (String) value));
            case BYTE_STRING -> NODES.stringNode(bytes(field, (ByteString) value));
            case LONG -> NODES.stringNode(whole(field, (long) value));
            case INT -> NODES.numberNode(isUnsigned(field) ? Integer.toUnsignedLong((int) value) : (int) value);
            case BOOLEAN -> NODES.booleanNode((boolean) value);
            case DOUBLE -> NODES.numberNode((double) value);
            case FLOAT -> NODES.numberNode((float) value);
        };
    }

    private static JsonNode constant(EnumValueDescriptor value) {
        // What the chain does not describe itself keeps its number.
        return value.getIndex() < 0 ? NODES.numberNode(value.getNumber()) : NODES.stringNode(value.getName());
    }

    private static String text(FieldDescriptor field, String value) throws InvalidProtocolBufferException {
        return FieldMeaning.of(field) == FieldMeaning.DECIMAL ? decimal(field, value) : value;
    }

    private static String bytes(FieldDescriptor field, ByteString value) throws InvalidProtocolBufferException {
        return switch (FieldMeaning.of(field)) {
            case DECIMAL -> decimal(field, value.toStringUtf8());
            case INTEGER -> value.toStringUtf8();
            default -> base64(value);
        };
    }

    private static String decimal(FieldDescriptor field, String wire) throws InvalidProtocolBufferException {
        try {
            return wire.isEmpty() ? wire : new BigDecimal(new BigInteger(wire), DECIMALS).toPlainString();
        } catch (NumberFormatException e) {
            throw new InvalidProtocolBufferException(
                    "the field " + field.getName() + " should hold a decimal, but holds \"" + wire + "\"", e);
        }
    }

    private static String whole(FieldDescriptor field, long value) {
        return isUnsigned(field) ? Long.toUnsignedString(value) : Long.toString(value);
    }

    private static boolean isUnsigned(FieldDescriptor field) {
        return switch (field.getType()) {
            case UINT32, FIXED32, UINT64, FIXED64 -> true;
            default -> false;
        };
    }

    private static String base64(ByteString value) {
        return Base64.getEncoder().encodeToString(value.toByteArray());
    }
}
