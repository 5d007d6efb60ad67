package dev.orrery.cli.tx;

import dev.orrery.base.Failure;
import dev.orrery.base.InvalidInputException;
import dev.orrery.cli.input.JsonInput;
import dev.orrery.client.tx.Msg;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The messages of a transaction as JSON has them: one object, or an array of objects, each with its {@code @type}. */
final class TxMessages {
    private static final String TYPE = "@type";

    private TxMessages() {}

    static List<Msg> of(JsonInput input) {
        JsonNode json = input.json();
        if (!json.isArray()) {
            return List.of(message(input.where(), json));
        }
        if (json.isEmpty()) {
            throw refused(input.where(), "at least one message", "an empty array");
        }
        List<Msg> messages = new ArrayList<>();
        for (JsonNode message : json) {
            messages.add(message(input.where() + "[" + messages.size() + "]", message));
        }
        return messages;
    }

    private static Msg message(String where, JsonNode json) {
        if (!(json instanceof ObjectNode object)) {
            throw refused(where, "an object: a message with its \"@type\"", json.toString());
        }
        String type = object.path(TYPE).asString("");
        if (type.isEmpty()) {
            throw refused(
                    where,
                    "\"@type\", the message's full name: \"/cosmos.bank.v1beta1.MsgSend\"",
                    object.isEmpty() ? "{}" : "only " + String.join(", ", object.propertyNames()));
        }
        ObjectNode fields = object.deepCopy();
        fields.remove(TYPE);
        return Msg.of(type, fields);
    }

    private static InvalidInputException refused(String where, String expected, String seen) {
        return new InvalidInputException(Failure.doing("reading a message")
                .where(where)
                .expected(expected)
                .seen(seen)
                .build());
    }
}
