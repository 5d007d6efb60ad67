package dev.orrery.cli.tx;

import dev.orrery.cli.terminal.Table;
import dev.orrery.cli.terminal.Terminal;
import dev.orrery.client.Coin;
import dev.orrery.client.Event;
import dev.orrery.client.TxResult;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A transaction in a block, as commands show it. */
public final class TxView {
    private static final String NUMBER = "msg_index";

    private TxView() {}

    /** {@code {"chain", "hash", "height", "code", "gasWanted", "gasUsed", "fee", "events"}}. */
    public static ObjectNode json(String chain, TxResult result) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("chain", chain)
                .put("hash", result.hash())
                .put("height", result.height())
                .put("code", result.code())
                .put("gasWanted", result.gasWanted())
                .put("gasUsed", result.gasUsed());
        json.set("fee", coins(result.fee()));
        ArrayNode events = json.putArray("events");
        for (Event event : result.events()) {
            ArrayNode attributes = events.addObject().put("type", event.type()).putArray("attributes");
            event.attributes()
                    .forEach(attribute ->
                            attributes.addObject().put("key", attribute.key()).put("value", attribute.value()));
        }
        return json;
    }

    /** For people: which block, and what happened there. */
    public static void print(Terminal terminal, String chain, TxResult result) {
        line(terminal, "included", "in block " + result.height() + " of " + chain);
        line(terminal, "hash", result.hash());
        line(terminal, "gas", result.gasUsed() + " used of " + result.gasWanted());
        line(terminal, "fee", result.fee().isEmpty() ? "none" : Coin.toString(result.fee()));
        String heading = "events";
        for (Event event : ofMessages(result)) {
            line(terminal, heading, event.type() + "  " + attributes(event.attributes()));
            heading = "";
        }
    }

    /** Without those of fee and signature, which the SDK tells apart by the number of the message (since 0.50). */
    private static List<Event> ofMessages(TxResult result) {
        List<Event> numbered = result.events().stream()
                .filter(event -> event.attribute(NUMBER).isPresent())
                .toList();
        return numbered.isEmpty() ? result.events() : numbered;
    }

    /** As the SDK writes coins. */
    static ArrayNode coins(List<Coin> coins) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        coins.forEach(coin -> array.addObject()
                .put("denom", coin.denom())
                .put("amount", coin.amount().toString()));
        return array;
    }

    static void line(Terminal terminal, String name, String text) {
        terminal.out().println((Table.padded(name, 10) + text).stripTrailing());
    }

    private static String attributes(List<Event.Attribute> attributes) {
        return attributes.stream()
                .filter(attribute -> !attribute.key().equals(NUMBER))
                .map(attribute -> attribute.key() + "=" + attribute.value())
                .collect(Collectors.joining(" "));
    }
}
