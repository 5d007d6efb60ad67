package dev.orrery.cli.tx;

import dev.orrery.cli.terminal.Table;
import dev.orrery.cli.terminal.Terminal;
import dev.orrery.client.Coin;
import dev.orrery.client.Event;
import dev.orrery.client.TxResult;
import java.util.List;
import java.util.stream.Collectors;

/** A transaction in a block, as commands show it. */
public final class TxView {
    private static final String NUMBER = "msg_index";

    private TxView() {}

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
