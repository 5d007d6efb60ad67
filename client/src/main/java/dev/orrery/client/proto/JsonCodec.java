package dev.orrery.client.proto;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.orrery.base.ChainException;
import dev.orrery.base.Failure;
import dev.orrery.base.InvalidInputException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * JSON in and out of a chain's messages, by the chain's own descriptors.
 *
 * <p>Out: names in snake_case as the SDK writes them; fields at their default are there too, messages and members of a
 * {@code oneof} only if they are set; 64-bit integers are texts, bytes are Base64, enums are names, durations are
 * {@code 1.500s}, times are RFC 3339; an {@code Any} is an object with {@code @type}. Decimals of the SDK
 * ({@code LegacyDec}, which travel as integers of 18 places) are {@code "0.150000000000000000"}.
 *
 * <p>In: the same, names also in camelCase, integers and decimals also as numbers, durations also as {@code 1h30m}.
 * Nothing is rounded or guessed: a name that the message does not have, a value of the wrong kind or size, two members of a
 * {@code oneof}, or an address with another chain's prefix is refused with its path and with what was probably meant.
 *
 * <p>Thread-safe.
 */
public final class JsonCodec {
    private final JsonEncoder encoder;
    private final JsonDecoder decoder;

    /** Reads addresses without looking at them. */
    public JsonCodec(Descriptors descriptors) {
        this(descriptors, (AddressRule) null);
    }

    /**
     * Refuses addresses that are not the chain's, in fields that the chain annotates as addresses
     * ({@code cosmos_proto.scalar}). Empty ones pass.
     *
     * @param prefix the Bech32 prefix of the chain's accounts; those of validators follow from it
     */
    public JsonCodec(Descriptors descriptors, String prefix) {
        this(descriptors, new AddressRule(descriptors, prefix));
    }

    private JsonCodec(Descriptors descriptors, @Nullable AddressRule addresses) {
        this.encoder = new JsonEncoder(descriptors, addresses);
        this.decoder = new JsonDecoder(descriptors);
    }

    /**
     * Encodes a message.
     *
     * @param fields what {@link JsonTree#object} takes: a tree, a JSON text, a map, a record
     * @throws InvalidInputException if the message cannot hold it, with the path
     */
    public byte[] encode(Descriptor type, Object fields) {
        boolean bare = type.getFullName().startsWith(JsonEncoder.WELL_KNOWN);
        return encoder.message(type, bare ? JsonTree.of(fields) : JsonTree.object(fields), "")
                .toByteArray();
    }

    /** @throws ChainException if the bytes are no such message */
    public JsonNode decode(Descriptor type, byte[] bytes) {
        try {
            return decoder.message(DynamicMessage.parseFrom(type, bytes));
        } catch (InvalidProtocolBufferException e) {
            throw new ChainException(
                    Failure.doing("reading a " + type.getFullName())
                            .seen(String.valueOf(e.getMessage()))
                            .build(),
                    e);
        }
    }
}
