package dev.orrery.client;

import java.util.List;
import java.util.Optional;

/** Something that a transaction or a block tells of itself: {@code transfer} with {@code recipient} and {@code amount}. */
public record Event(String type, List<Attribute> attributes) {
    public Event {
        attributes = List.copyOf(attributes);
    }

    /** One key and value of an event; the SDK adds {@code msg_index} to those of messages. */
    public record Attribute(String key, String value) {}

    /** The value of the first attribute of that key. */
    public Optional<String> attribute(String key) {
        return attributes.stream()
                .filter(attribute -> attribute.key().equals(key))
                .map(Attribute::value)
                .findFirst();
    }
}
