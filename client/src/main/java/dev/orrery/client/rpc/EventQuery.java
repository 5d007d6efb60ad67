package dev.orrery.client.rpc;

import dev.orrery.base.Failure;
import dev.orrery.base.InvalidInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Which events are meant, in CometBFT's query language (its package {@code libs/pubsub/query}): conditions joined by
 * {@code AND}, each a key, an operator ({@code =}, {@code <}, {@code <=}, {@code >}, {@code >=}, {@code CONTAINS},
 * {@code EXISTS}) and a value: {@code 'text'}, a number, {@code TIME 2013-05-03T14:45:00Z} or {@code DATE 2013-05-03}. A
 * condition holds if it holds for any of the key's values. Immutable.
 */
public final class EventQuery {
    private static final String TYPE = "tm.event";

    private final List<EventCondition> conditions;

    private EventQuery(List<EventCondition> conditions) {
        this.conditions = List.copyOf(conditions);
    }

    /**
     * Reads a query.
     *
     * @param query {@code tm.event='Tx' AND transfer.recipient='cosmos1…'}
     * @throws InvalidInputException with the place of the first mistake
     */
    public static EventQuery parse(String query) {
        return new EventQuery(EventQueryParser.parse(query));
    }

    /** Transactions, in their order within blocks. */
    public static EventQuery transactions() {
        return parse(TYPE + "='Tx'");
    }

    /** Blocks with all that is in them. */
    public static EventQuery blocks() {
        return parse(TYPE + "='NewBlock'");
    }

    /**
     * Only those that have this attribute with this value.
     *
     * @param key {@code transfer.recipient}: the type of the event, a dot, the attribute
     * @param value may hold anything but a single quote, for which the language has no way
     */
    public EventQuery with(String key, String value) {
        if (value.contains("'")) {
            throw new InvalidInputException(Failure.doing("asking for events whose " + key + " has a value")
                    .expected("a value without '")
                    .seen(value)
                    .hint("ask for more events, and leave those out that you don't want")
                    .build());
        }
        return and(key + "='" + value + "'");
    }

    /** Only those that have this attribute, whatever its value. */
    public EventQuery having(String key) {
        return and(key + " EXISTS");
    }

    /** Whether an event has what is asked for. */
    public boolean matches(Map<String, List<String>> attributes) {
        return !attributes.isEmpty() && conditions.stream().allMatch(condition -> condition.holds(attributes));
    }

    /** Whether events of this type ({@code Tx}, {@code NewBlock}) can match at all. */
    boolean allowsType(String type) {
        Map<String, List<String>> known = Map.of(TYPE, List.of(type));
        return conditions.stream()
                .filter(condition -> condition.key().equals(TYPE))
                .allMatch(condition -> condition.holds(known));
    }

    private EventQuery and(String condition) {
        List<EventCondition> all = new ArrayList<>(conditions);
        all.addAll(EventQueryParser.parse(condition));
        return new EventQuery(all);
    }

    /** In CometBFT's query language. */
    @Override
    public String toString() {
        return conditions.stream().map(EventCondition::text).collect(Collectors.joining(" AND "));
    }
}
