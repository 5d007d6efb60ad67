package dev.orrery.client.tx;

import dev.orrery.base.Failure;
import dev.orrery.base.InvalidInputException;
import dev.orrery.client.proto.JsonTree;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A message as JSON, encoded by the chain's descriptors when it is sent.
 *
 * @param typeUrl a slash and the full name
 * @param fields a JSON object
 */
public record JsonMsg(String typeUrl, JsonNode fields) implements Msg {
    /** @throws InvalidInputException if {@code fields} is no JSON object */
    public JsonMsg {
        typeUrl = typeUrl.startsWith("/") ? typeUrl : "/" + typeUrl;
        if (!fields.isObject()) {
            throw new InvalidInputException(Failure.doing("reading a " + typeUrl)
                    .expected("a JSON object")
                    .seen(fields.getNodeType().toString())
                    .build());
        }
    }

    static JsonMsg of(String typeUrl, Map<String, ?> fields) {
        return new JsonMsg(typeUrl, JsonTree.object(fields));
    }

    /** Its fields with {@code @type}, as another message holds it. */
    @Override
    public JsonNode toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("@type", typeUrl);
        fields.forEachEntry(json::set);
        return json;
    }
}
