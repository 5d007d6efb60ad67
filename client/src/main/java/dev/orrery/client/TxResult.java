package dev.orrery.client;

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
        List<Event> events) {
    public TxResult {
        fee = List.copyOf(fee);
        events = List.copyOf(events);
    }

    /** All events of a type. */
    public List<Event> events(String type) {
        return events.stream().filter(event -> event.type().equals(type)).toList();
    }

    /** The first event of a type. */
    public Optional<Event> event(String type) {
        return events.stream().filter(event -> event.type().equals(type)).findFirst();
    }

    /** The value of an attribute in the first event of that type which has it. */
    public Optional<String> attribute(String type, String key) {
        return events(type).stream()
                .flatMap(event -> event.attribute(key).stream())
                .findFirst();
    }
}
