package dev.orrery.client.tx;

import dev.orrery.client.proto.JsonTree;
import dev.orrery.client.proto.JsonValue;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** One message of a transaction: a typed one that encodes itself, or any other one as JSON. */
public sealed interface Msg extends JsonValue permits EncodedMsg, JsonMsg {
    /** A slash and the message's full name: {@code /cosmos.bank.v1beta1.MsgSend}. */
    String typeUrl();

    /**
     * Any message that the chain knows, encoded by the chain's own descriptors.
     *
     * @param typeUrl its full name, with or without the slash
     * @param fields its fields as {@link dev.orrery.client.proto.JsonCodec} reads them; values may be what
     *     {@link JsonTree} knows: coins, times, other messages
     */
    static Msg of(String typeUrl, Map<String, ?> fields) {
        return JsonMsg.of(typeUrl, fields);
    }

    /** As {@link #of(String, Map)}, from a JSON object. */
    static Msg of(String typeUrl, JsonNode fields) {
        return new JsonMsg(typeUrl, fields);
    }

    /**
     * As {@link #of(String, Map)}, from a JSON text.
     *
     * @throws dev.orrery.base.InvalidInputException if it is no JSON object
     */
    static Msg of(String typeUrl, String json) {
        return new JsonMsg(typeUrl, JsonTree.object(json));
    }

    /** As {@link #of(String, Map)}, from a record whose components are fields. */
    static Msg of(String typeUrl, Record fields) {
        return new JsonMsg(typeUrl, JsonTree.object(fields));
    }
}
