package dev.orrery.client.tx;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/** One message of a transaction: a typed one that encodes itself, or any other one as JSON. */
public sealed interface Msg permits EncodedMsg, JsonMsg {
    /** A slash and the message's full name: {@code /cosmos.bank.v1beta1.MsgSend}. */
    String typeUrl();

    /**
     * Any message that the chain knows, encoded by the chain's own descriptors.
     *
     * @param typeUrl its full name, with or without the slash
     * @param fields its fields as protobuf's JSON has them, in snake_case or camelCase
     */
    static Msg of(String typeUrl, Map<String, ?> fields) {
        return JsonMsg.of(typeUrl, fields);
    }

    /** As {@link #of(String, Map)}, from a JSON object. */
    static Msg of(String typeUrl, JsonNode fields) {
        return new JsonMsg(typeUrl, fields);
    }
}
