package dev.orrery.client.rpc;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * One condition of a query.
 *
 * @param key the attribute's name: {@code transfer.recipient}
 * @param test what one of its values must pass
 * @param text the condition as it is written
 */
record EventCondition(String key, Predicate<String> test, String text) {
    boolean holds(Map<String, List<String>> attributes) {
        List<String> values = attributes.get(key);
        if (values != null) {
            return values.stream().anyMatch(test);
        }
        // The type of an event alone can be asked for too, and then counts as an attribute without a value.
        return attributes.keySet().stream().anyMatch(this::isOfType) && test.test("");
    }

    private boolean isOfType(String attribute) {
        int dot = attribute.lastIndexOf('.');
        return dot == key.length() && attribute.startsWith(key);
    }
}
