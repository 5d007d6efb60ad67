package dev.orrery.client.proto;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import dev.orrery.base.InvalidInputException;
import dev.orrery.client.wire.Any;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.POJONode;

/** Makes messages of JSON trees, and refuses what they cannot hold with its path. */
final class JsonEncoder {
    static final String ANY = "google.protobuf.Any";
    static final String WELL_KNOWN = "google.protobuf.";

    private final Descriptors descriptors;
    private final ScalarReader scalars;
    private final JsonFormat.Parser wellKnown = JsonFormat.parser();

    JsonEncoder(Descriptors descriptors, @Nullable AddressRule addresses) {
        this.descriptors = descriptors;
        this.scalars = new ScalarReader(addresses);
    }

    /** @param path where the message stands, with a dot behind it; empty at the top */
    DynamicMessage message(Descriptor type, JsonNode json, String path) {
        if (type.getFullName().equals(ANY)) {
            return any(type, json, path);
        }
        if (type.getFullName().startsWith(WELL_KNOWN)) {
            return wellKnown(type, json, path);
        }
        if (!json.isObject()) {
            throw Refusal.value(placeOf(path), "an object with the fields of " + type.getFullName(), json);
        }
        DynamicMessage.Builder message = DynamicMessage.newBuilder(type);
        Set<FieldDescriptor> seen = new HashSet<>();
        Map<OneofDescriptor, String> chosen = new HashMap<>();
        json.forEachEntry((name, value) -> {
            FieldDescriptor field = field(type, name, path);
            if (value.isNull()) {
                return;
            }
            if (!seen.add(field)) {
                throw Refusal.value(
                        path + name, "each field once", "\"" + field.getName() + "\" in both of its spellings");
            }
            OneofDescriptor oneof = field.getRealContainingOneof();
            String other = oneof == null ? null : chosen.put(oneof, name);
            if (other != null) {
                throw Refusal.value(
                        path + name,
                        "one field of \"" + oneof.getName() + "\"",
                        "\"" + other + "\" and \"" + name + "\"",
                        "leave one of the two out");
            }
            set(message, field, value, path + name);
        });
        return message.build();
    }

    private void set(DynamicMessage.Builder message, FieldDescriptor field, JsonNode value, String path) {
        if (field.isMapField()) {
            map(message, field, value, path);
        } else if (field.isRepeated()) {
            if (!value.isArray()) {
                throw Refusal.value(path, "a list", value);
            }
            int index = 0;
            for (JsonNode item : value) {
                message.addRepeatedField(field, single(field, item, path + "[" + index++ + "]"));
            }
        } else {
            message.setField(field, single(field, value, path));
        }
    }

    private void map(DynamicMessage.Builder message, FieldDescriptor field, JsonNode value, String path) {
        if (!value.isObject()) {
            throw Refusal.value(path, "an object", value);
        }
        FieldDescriptor keyField = field.getMessageType().findFieldByNumber(1);
        FieldDescriptor valueField = field.getMessageType().findFieldByNumber(2);
        value.forEachEntry((key, item) -> {
            String place = path + "." + key;
            JsonNode keyNode = keyField.getJavaType() == FieldDescriptor.JavaType.BOOLEAN
                    ? JsonNodeFactory.instance.booleanNode(Boolean.parseBoolean(key))
                    : JsonNodeFactory.instance.stringNode(key);
            message.addRepeatedField(
                    field,
                    DynamicMessage.newBuilder(field.getMessageType())
                            .setField(keyField, scalars.read(keyField, keyNode, place))
                            .setField(valueField, single(valueField, item, place))
                            .build());
        });
    }

    private Object single(FieldDescriptor field, JsonNode value, String path) {
        return field.getJavaType() == FieldDescriptor.JavaType.MESSAGE
                ? message(field.getMessageType(), value, path + ".")
                : scalars.read(field, value, path);
    }

    /** A message with its type: as {@code @type} and fields, as {@code type_url} and bytes, or encoded already. */
    private DynamicMessage any(Descriptor type, JsonNode json, String path) {
        if (json instanceof POJONode pojo && pojo.getPojo() instanceof Any encoded) {
            return anyOf(type, encoded);
        }
        if (!json.isObject()) {
            throw Refusal.value(placeOf(path), "an object with \"@type\" and that message's fields", json);
        }
        if (json.has("type_url") || json.has("typeUrl")) {
            return plain(type, json, path);
        }
        JsonNode named = json.path("@type");
        if (!named.isString()) {
            throw Refusal.value(
                    path + "@type",
                    "the message's name after a slash",
                    named.isMissingNode() ? "no \"@type\"" : named.toString(),
                    "say which message it is: {\"@type\": \"/cosmos.bank.v1beta1.MsgSend\", …}");
        }
        String url = named.asString();
        String name = url.substring(url.lastIndexOf('/') + 1);
        Descriptor content = descriptors
                .findMessage(name)
                .orElseThrow(() -> Refusal.name(
                        path + "@type", name, "a message that the chain knows", descriptors.messageNames()));
        ObjectNode fields = ((ObjectNode) json).deepCopy();
        fields.remove("@type");
        JsonNode value = content.getFullName().startsWith(WELL_KNOWN) ? fields.path("value") : fields;
        return anyOf(
                type,
                new Any(
                        "/" + content.getFullName(),
                        message(content, value, path).toByteArray()));
    }

    private DynamicMessage plain(Descriptor type, JsonNode json, String path) {
        DynamicMessage.Builder message = DynamicMessage.newBuilder(type);
        json.forEachEntry((name, value) -> set(message, field(type, name, path), value, path + name));
        return message.build();
    }

    private static DynamicMessage anyOf(Descriptor type, Any content) {
        return DynamicMessage.newBuilder(type)
                .setField(type.findFieldByNumber(1), content.typeUrl())
                .setField(type.findFieldByNumber(2), ByteString.copyFrom(content.value()))
                .build();
    }

    private DynamicMessage wellKnown(Descriptor type, JsonNode json, String path) {
        JsonNode value = json;
        if (type.getFullName().equals("google.protobuf.Duration") && json.isString()) {
            value = JsonNodeFactory.instance.stringNode(
                    Times.duration(json.asString()).orElseThrow(() -> wrong(type, json, path)));
        }
        DynamicMessage.Builder message = DynamicMessage.newBuilder(type);
        try {
            wellKnown.merge(value.toString(), message);
            return message.build();
        } catch (InvalidProtocolBufferException e) {
            throw wrong(type, json, path);
        }
    }

    private static InvalidInputException wrong(Descriptor type, JsonNode json, String path) {
        String expected = switch (type.getName()) {
            case "Duration" -> "a duration: 10s, 1h30m, 500ms";
            case "Timestamp" -> "a time in RFC 3339: 2026-01-02T03:04:05Z";
            default -> "a " + type.getFullName() + " in protobuf's JSON";
        };
        return Refusal.value(placeOf(path), expected, json);
    }

    private static FieldDescriptor field(Descriptor type, String name, String path) {
        List<String> names = new ArrayList<>();
        for (FieldDescriptor field : type.getFields()) {
            if (field.getName().equals(name) || field.getJsonName().equals(name)) {
                return field;
            }
            names.add(path + field.getName());
        }
        throw Refusal.name(path + name, path + name, "a field of " + type.getFullName(), names);
    }

    private static String placeOf(String path) {
        return path.endsWith(".") ? path.substring(0, path.length() - 1) : path;
    }
}
