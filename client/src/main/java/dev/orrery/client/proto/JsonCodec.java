package dev.orrery.client.proto;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import dev.orrery.base.ChainException;
import dev.orrery.base.Failure;
import dev.orrery.base.InvalidInputException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Protobuf's JSON for a chain's messages. Names are written in snake_case as the SDK writes them and read in both forms;
 * fields at their default are written too; 64-bit integers are strings and bytes are Base64. Decimals of the SDK
 * ({@code LegacyDec}) read and write as {@code 0.1}. Thread-safe.
 */
public final class JsonCodec {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Descriptors descriptors;
    private final JsonFormat.Printer printer;
    private final JsonFormat.Parser parser;

    public JsonCodec(Descriptors descriptors) {
        this.descriptors = descriptors;
        this.printer = JsonFormat.printer()
                .usingTypeRegistry(descriptors.types())
                .alwaysPrintFieldsWithNoPresence()
                .preservingProtoFieldNames()
                .omittingInsignificantWhitespace();
        this.parser = JsonFormat.parser().usingTypeRegistry(descriptors.types());
    }

    /**
     * Encodes a message.
     *
     * @param fields anything that Jackson makes an object of: a tree, a map, a record
     * @throws InvalidInputException if it has a field that the message does not have, with a suggestion, or a value of
     *     the wrong kind
     */
    public byte[] encode(Descriptor type, Object fields) {
        JsonNode tree = fields instanceof JsonNode node ? node : JSON.valueToTree(fields);
        JsonNode checked = new FieldWalk(descriptors, FieldWalk.Direction.TO_CHAIN).message(type, tree, "");
        DynamicMessage.Builder message = DynamicMessage.newBuilder(type);
        try {
            parser.merge(JSON.writeValueAsString(checked), message);
        } catch (InvalidProtocolBufferException e) {
            throw new InvalidInputException(Failure.doing("reading a " + type.getFullName())
                    .expected("its fields in protobuf's JSON")
                    .seen(String.valueOf(e.getMessage()))
                    .build());
        }
        return message.build().toByteArray();
    }

    /** @throws ChainException if the bytes are no such message */
    public JsonNode decode(Descriptor type, byte[] bytes) {
        try {
            JsonNode tree = JSON.readTree(printer.print(DynamicMessage.parseFrom(type, bytes)));
            return new FieldWalk(descriptors, FieldWalk.Direction.FROM_CHAIN).message(type, tree, "");
        } catch (InvalidProtocolBufferException e) {
            throw new ChainException(
                    Failure.doing("reading a " + type.getFullName())
                            .seen(String.valueOf(e.getMessage()))
                            .build(),
                    e);
        }
    }
}
