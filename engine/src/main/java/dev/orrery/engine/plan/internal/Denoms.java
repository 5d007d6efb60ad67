package dev.orrery.engine.plan.internal;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Puts a chain's own staking denom in place of the binary's default one, in every module. */
final class Denoms {
    private Denoms() {}

    /** Replaces every value {@code from} whose key speaks of a denom: {@code bond_denom}, {@code denom}, {@code denoms[]}. */
    static void replace(JsonNode node, String from, String to) {
        if (from.isEmpty() || from.equals(to)) {
            return;
        }
        if (node instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> field : List.copyOf(object.properties())) {
                if (!field.getKey().contains("denom")) {
                    replace(field.getValue(), from, to);
                } else if (isText(field.getValue(), from)) {
                    object.put(field.getKey(), to);
                } else if (field.getValue() instanceof ArrayNode array) {
                    replaceItems(array, from, to);
                } else {
                    replace(field.getValue(), from, to);
                }
            }
        } else if (node instanceof ArrayNode array) {
            array.forEach(item -> replace(item, from, to));
        }
    }

    private static void replaceItems(ArrayNode array, String from, String to) {
        for (int i = 0; i < array.size(); i++) {
            if (isText(array.get(i), from)) {
                array.set(i, to);
            } else {
                replace(array.get(i), from, to);
            }
        }
    }

    private static boolean isText(JsonNode node, String text) {
        return node.isString() && node.asString().equals(text);
    }
}
