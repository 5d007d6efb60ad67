package dev.orrery.client;

import dev.orrery.base.Failure;
import dev.orrery.base.InvalidInputException;
import java.util.List;
import java.util.Optional;

/**
 * A transaction in a block.
 *
 * @param hash SHA-256 of its bytes in upper-case hexadecimal
 * @param height the block
 * @param code 0 if it succeeded
 * @param codespace the module that refused it, where it failed
 * @param rawLog the chain's own words, where it failed
 * @param gasWanted the limit that it set
 * @param gasUsed what it used
 * @param fee what it paid
 * @param events what it told of itself, in order
 * @param responses what its messages returned, in their order; empty if it failed
 */
public record TxResult(
        String hash,
        long height,
        long code,
        String codespace,
        String rawLog,
        long gasWanted,
        long gasUsed,
        List<Coin> fee,
        List<Event> events,
        List<MsgResponse> responses) {
    public TxResult {
        fee = List.copyOf(fee);
        events = List.copyOf(events);
        responses = List.copyOf(responses);
    }

    /** Whether the chain carried it out: code 0. */
    public boolean succeeded() {
        return code == 0;
    }

    /**
     * What a message returned.
     *
     * @param message its place among the transaction's messages, from 0
     * @throws InvalidInputException if there is none, as in a transaction that failed
     */
    public MsgResponse response(int message) {
        if (message < 0 || message >= responses.size()) {
            throw new InvalidInputException(Failure.doing("reading the response to message " + message)
                    .where("transaction " + hash)
                    .expected("a place from 0 to " + (responses.size() - 1))
                    .seen(responses.isEmpty() ? "no response: code " + code : String.valueOf(message))
                    .build());
        }
        return responses.get(message);
    }

    /** All events of a type. */
    public List<Event> events(String type) {
        return events.stream().filter(event -> event.type().equals(type)).toList();
    }

    /** The first event of a type. */
    public Optional<Event> event(String type) {
        return events.stream().filter(event -> event.type().equals(type)).findFirst();
    }

    /** The values of an attribute in all events of that type, in order. */
    public List<String> attributes(String type, String key) {
        return events(type).stream()
                .flatMap(event -> event.attributes().stream())
                .filter(attribute -> attribute.key().equals(key))
                .map(Event.Attribute::value)
                .toList();
    }

    /** The first event of a type that has an attribute with this value. */
    public Optional<Event> event(String type, String key, String value) {
        Event.Attribute wanted = new Event.Attribute(key, value);
        return events(type).stream()
                .filter(event -> event.attributes().contains(wanted))
                .findFirst();
    }

    /** What the message at this place told, from 0 (SDK 0.50 and later mark events with it). */
    public List<Event> eventsOfMessage(int message) {
        Event.Attribute mark = new Event.Attribute("msg_index", Integer.toString(message));
        return events.stream()
                .filter(event -> event.attributes().contains(mark))
                .toList();
    }

    /** The value of an attribute in the first event of that type which has it. */
    public Optional<String> attribute(String type, String key) {
        return events(type).stream()
                .flatMap(event -> event.attribute(key).stream())
                .findFirst();
    }
}
