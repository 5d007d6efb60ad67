package dev.orrery.engine.plan.internal;

import dev.orrery.base.InvalidInputException;
import dev.orrery.base.NearMiss;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Holds what the user wants to merge against what is there: names that it does not have are refused with the nearest one,
 * and so are values of another kind.
 *
 * @param what what is there: {@code this binary's genesis}
 * @param hint what helps who means an unknown name all the same
 * @param numbers whether numbers may stand in quotes
 * @param refusal makes the error
 */
record MergeCheck(String what, String hint, Numbers numbers, JsonPatch.Refusal refusal) {
    private static final int LONGEST = 120;
    private static final int SHOWN = 30;

    /** How numbers are written. */
    enum Numbers {
        /** The proto3 JSON mapping takes both. */
        MAY_BE_QUOTED,
        /** TOML tells numbers from text. */
        BARE
    }

    /** @param path where {@code wanted} stands in the file of the user */
    void check(String path, ObjectNode have, ObjectNode wanted) {
        for (Map.Entry<String, JsonNode> entry : wanted.properties()) {
            String name = entry.getKey();
            String at = path + "." + name;
            JsonNode there = have.get(name);
            if (there == null) {
                // An empty object may be a map whose keys nobody can know; anything else lists all that it has.
                if (!have.isEmpty()) {
                    throw unknown(at, name, have);
                }
            } else if (there instanceof ObjectNode object && entry.getValue() instanceof ObjectNode inner) {
                check(at, object, inner);
            } else {
                checkKind(at, name, there, entry.getValue());
            }
        }
    }

    private void checkKind(String at, String name, JsonNode there, JsonNode wanted) {
        boolean quoted = numbers == Numbers.MAY_BE_QUOTED
                && there.isNumber()
                && wanted.asString("").matches("-?[0-9]{1,20}");
        if (wanted.isNull() || there.isNull() || quoted || kind(there).equals(kind(wanted))) {
            return;
        }
        Optional<String> better = Optional.empty();
        if (there.isString() && wanted.isValueNode()) {
            better = Optional.of("put it in quotes: \"" + wanted.asString() + "\"");
        } else if (there.isObject()) {
            better = Optional.of("write the fields that you want to change");
        }
        String expected = there.isObject()
                ? "an object: what to change in \"" + name + "\""
                : kind(there) + ", such as " + shown(there);
        throw refusal.of(at, expected, shown(wanted), better.orElse("write a value of that kind"));
    }

    private static String kind(JsonNode node) {
        return switch (node) {
            case ObjectNode object -> "an object";
            case ArrayNode array -> "a list";
            default -> node.isString() ? "text" : node.isNumber() ? "a number" : "true or false";
        };
    }

    private InvalidInputException unknown(String where, String name, ObjectNode have) {
        List<String> names = List.copyOf(have.propertyNames());
        return refusal.of(
                where,
                "one of " + String.join(", ", names.stream().limit(SHOWN).toList())
                        + (names.size() > SHOWN ? ", …" : ""),
                "\"" + name + "\", which " + what + " does not have",
                NearMiss.of(name, names)
                                .map(near -> "did you mean \"" + near + "\"? ")
                                .orElse("")
                        + hint);
    }

    static String shown(JsonNode node) {
        String text = node.toString();
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    }
}
