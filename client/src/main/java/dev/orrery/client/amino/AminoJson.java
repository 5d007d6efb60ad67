package dev.orrery.client.amino;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.Descriptors.OneofDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import dev.orrery.base.Failure;
import dev.orrery.base.InvalidInputException;
import dev.orrery.client.proto.Descriptors;
import dev.orrery.client.wire.Any;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Messages in amino's JSON: {@code {"type":"cosmos-sdk/MsgSend","value":{…}}}, without white space, fields sorted by name.
 * Names and peculiarities come from the options in the chain's descriptors. Thread-safe.
 */
public final class AminoJson {
    private static final String ANY = "google.protobuf.Any";

    /**
     * A message of the node's own service that came with SDK 0.50, and with it amino's JSON by descriptors: since then a
     * message without a name goes by its type.
     */
    private static final String SINCE_0_50 = "cosmos.base.node.v1beta1.StatusRequest";

    private final Descriptors descriptors;
    private final boolean namedByType;
    private final boolean bareDecimals;

    /** Of a chain that writes decimals with their point, as all but a few do. */
    public AminoJson(Descriptors descriptors) {
        this(descriptors, false);
    }

    /**
     * Of any chain.
     *
     * @param bareDecimals whether it writes decimals as they travel, as integers of 18 places: those of SDK 0.50 with
     *     {@code cosmossdk.io/x/tx} before 0.13.6 do (cosmos-sdk pull request 21825)
     */
    public AminoJson(Descriptors descriptors, boolean bareDecimals) {
        this.descriptors = descriptors;
        this.bareDecimals = bareDecimals;
        this.namedByType = descriptors.findMessage(SINCE_0_50).isPresent();
    }

    /**
     * A message with its name.
     *
     * @throws InvalidInputException if the chain does not know it, or its SDK (0.47 and older) gives it no name, or it holds
     *     what amino's JSON cannot express
     */
    public String write(Any message) {
        Descriptor type = descriptors.message(message.typeUrl());
        String name = AminoOptions.name(type).orElse(message.typeUrl());
        if (!namedByType && AminoOptions.name(type).isEmpty()) {
            throw invalid(type, "the option amino.name in the chain's descriptors", "none");
        }
        try {
            return "{\"type\":" + GoJson.quote(name) + ",\"value\":"
                    + message(DynamicMessage.parseFrom(type, message.value())) + "}";
        } catch (InvalidProtocolBufferException e) {
            throw invalid(type, "its encoded form", "other bytes");
        }
    }

    private String message(Message message) {
        Descriptor type = message.getDescriptorForType();
        return switch (type.getFullName()) {
            case ANY -> write(new Any((String) get(message, 1), ((ByteString) get(message, 2)).toByteArray()));
            case "google.protobuf.Timestamp" -> AminoTime.timestamp((long) get(message, 1), (int) get(message, 2));
            case "google.protobuf.Duration" -> AminoTime.duration((long) get(message, 1), (int) get(message, 2));
            default ->
                switch (AminoOptions.messageEncoding(type)) {
                    case "key_field" -> bytes((ByteString) message.getField(type.findFieldByName("key")));
                    case "threshold_string" -> threshold(message);
                    default -> fields(message);
                };
        };
    }

    private String fields(Message message) {
        Descriptor type = message.getDescriptorForType();
        Map<String, String> written = new TreeMap<>();
        for (OneofDescriptor oneof : type.getRealOneofs()) {
            written.put(upperCamel(oneof.getName()), GoJson.quote(upperCamel(oneof.getName())) + ":null");
        }
        for (FieldDescriptor field : type.getFields()) {
            OneofDescriptor oneof = field.getRealContainingOneof();
            if (!isSet(message, field) && (oneof != null || AminoOptions.omitEmpty(field))) {
                continue;
            }
            String name = AminoOptions.fieldName(field);
            String pair = GoJson.quote(name) + ":" + value(message, field);
            if (oneof == null) {
                written.put(name, pair);
            } else {
                String choice = AminoOptions.oneofName(field)
                        .orElseThrow(() -> invalid(type, "the option amino.oneof_name", "none on " + field.getName()));
                String of = upperCamel(oneof.getName());
                written.put(of, GoJson.quote(of) + ":{\"type\":" + GoJson.quote(choice) + ",\"value\":{" + pair + "}}");
            }
        }
        return "{" + String.join(",", written.values()) + "}";
    }

    private String value(Message message, FieldDescriptor field) {
        if (field.isMapField()) {
            throw invalid(message.getDescriptorForType(), "no map", "the map " + field.getName());
        }
        if (field.isRepeated()) {
            return list(message, field);
        }
        if (field.getJavaType() == JavaType.MESSAGE && !message.hasField(field)) {
            throw invalid(message.getDescriptorForType(), "the field " + field.getName(), "nothing there");
        }
        Object value = message.getField(field);
        if (AminoOptions.encoding(field).equals("inline_json") && value instanceof ByteString bytes) {
            return AminoText.inline(field, bytes);
        }
        if (AminoOptions.isDec(field)) {
            return bareDecimals ? AminoText.integer(value) : AminoText.decimal(value);
        }
        return AminoOptions.isInt(field) ? AminoText.integer(value) : single(field, value);
    }

    private String list(Message message, FieldDescriptor field) {
        int count = message.getRepeatedFieldCount(field);
        if (count == 0) {
            String encoding = AminoOptions.encoding(field);
            return encoding.equals("legacy_coins") || encoding.equals("null_slice_as_empty") ? "[]" : "null";
        }
        List<String> items = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            items.add(single(field, message.getRepeatedField(field, i)));
        }
        return "[" + String.join(",", items) + "]";
    }

    private String single(FieldDescriptor field, Object value) {
        return switch (field.getType()) {
            case STRING -> GoJson.quote((String) value);
            case BYTES -> bytes((ByteString) value);
            case BOOL, INT32, SINT32, SFIXED32 -> value.toString();
            case UINT32, FIXED32 -> Integer.toUnsignedString((int) value);
            case INT64, SINT64, SFIXED64 -> "\"" + value + "\"";
            case UINT64, FIXED64 -> "\"" + Long.toUnsignedString((long) value) + "\"";
            case ENUM -> Integer.toString(((EnumValueDescriptor) value).getNumber());
            case MESSAGE, GROUP -> message((Message) value);
            case FLOAT, DOUBLE ->
                throw invalid(field.getContainingType(), "no floating point", "the field " + field.getName());
        };
    }

    /** The SDK's own form of a multisig key (SDK: crypto/keys/multisig/amino.go). */
    private String threshold(Message message) {
        Descriptor type = message.getDescriptorForType();
        FieldDescriptor keys = type.findFieldByName("public_keys");
        String written = message.getRepeatedFieldCount(keys) == 0 ? "[]" : list(message, keys);
        return "{\"pubkeys\":" + written + ",\"threshold\":\""
                + Integer.toUnsignedString((int) message.getField(type.findFieldByName("threshold"))) + "\"}";
    }

    private static String bytes(ByteString value) {
        return value.isEmpty() ? "null" : "\"" + Base64.getEncoder().encodeToString(value.toByteArray()) + "\"";
    }

    private static boolean isSet(Message message, FieldDescriptor field) {
        if (field.isRepeated()) {
            return message.getRepeatedFieldCount(field) > 0;
        }
        return field.hasPresence()
                ? message.hasField(field)
                : !message.getField(field).equals(field.getDefaultValue());
    }

    private static Object get(Message message, int number) {
        return message.getField(message.getDescriptorForType().findFieldByNumber(number));
    }

    private static String upperCamel(String name) {
        StringBuilder camel = new StringBuilder();
        for (String part : name.split("_", -1)) {
            camel.append(part.isEmpty() ? "" : part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1));
        }
        return camel.toString();
    }

    private static InvalidInputException invalid(Descriptor type, String expected, String seen) {
        return new InvalidInputException(Failure.doing("writing " + type.getFullName() + " in amino's JSON")
                .expected(expected)
                .seen(seen)
                .hint("sign it in SIGN_MODE_DIRECT")
                .build());
    }
}
