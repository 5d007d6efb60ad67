package dev.orrery.engine.plan.internal;

import dev.orrery.base.Failure;
import dev.orrery.base.InvalidInputException;
import dev.orrery.base.NearMiss;
import dev.orrery.engine.plan.ChainLayout;
import dev.orrery.spec.GenesisEdits;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes the changes that the user asks for. What there is to change, and of which kind it is, the default genesis tells: names
 * that it does not have and values of another kind are refused, with the nearest name.
 */
final class GenesisEditor {
    private static final int LONGEST = 120;
    private static final int SHOWN = 30;

    private final ChainLayout chain;
    private final ObjectNode genesis;

    GenesisEditor(ChainLayout chain, ObjectNode genesis) {
        this.chain = chain;
        this.genesis = genesis;
    }

    /** Merges the user's objects, then the parameters with keys of their own, then carries the operations out. */
    void edit() {
        ObjectNode wanted = chain.spec().genesis();
        GenesisEdits edits = chain.spec().genesisEdits();
        checkMerge("", genesis, wanted);
        MergePatch.apply(genesis, wanted);
        new GenesisParams(genesis, this::refused).write(edits);
        new JsonPatch(genesis, this::refused).apply(edits.patch());
    }

    private void checkMerge(String path, ObjectNode have, ObjectNode wanted) {
        for (Map.Entry<String, JsonNode> entry : wanted.properties()) {
            String name = entry.getKey();
            String at = path.isEmpty() ? name : path + "." + name;
            JsonNode there = have.get(name);
            if (there == null) {
                // An empty object may be a map whose keys nobody can know; anything else lists all that it has.
                if (!have.isEmpty()) {
                    throw unknown(
                            "genesis." + at, name, have, "to add it all the same, use `genesisPatch` with `op: add`");
                }
            } else if (there instanceof ObjectNode object && entry.getValue() instanceof ObjectNode inner) {
                checkMerge(at, object, inner);
            } else {
                checkKind(at, name, there, entry.getValue());
            }
        }
    }

    private void checkKind(String at, String name, JsonNode there, JsonNode wanted) {
        // Numbers may stand in quotes (proto3 JSON mapping).
        boolean quoted = there.isNumber() && wanted.asString("").matches("-?[0-9]{1,20}");
        if (wanted.isNull() || there.isNull() || quoted || kind(there).equals(kind(wanted))) {
            return;
        }
        Optional<String> hint = Optional.empty();
        if (there.isString() && wanted.isValueNode()) {
            hint = Optional.of("put it in quotes: \"" + wanted.asString() + "\"");
        } else if (there.isObject()) {
            hint = Optional.of("write the fields that you want to change");
        }
        String expected = there.isObject()
                ? "an object: what to change in \"" + name + "\""
                : kind(there) + ", such as " + shown(there);
        throw refused("genesis." + at, expected, shown(wanted), hint.orElse("write a value of that kind"));
    }

    private static String kind(JsonNode node) {
        return switch (node) {
            case ObjectNode object -> "an object";
            case ArrayNode array -> "a list";
            default -> node.isString() ? "text" : node.isNumber() ? "a number" : "true or false";
        };
    }

    private InvalidInputException unknown(String where, String name, ObjectNode have, String hint) {
        List<String> names = List.copyOf(have.propertyNames());
        return refused(
                where,
                "one of " + String.join(", ", names.stream().limit(SHOWN).toList())
                        + (names.size() > SHOWN ? ", …" : ""),
                "\"" + name + "\", which this binary's genesis does not have",
                NearMiss.of(name, names)
                                .map(near -> "did you mean \"" + near + "\"? ")
                                .orElse("")
                        + hint);
    }

    private InvalidInputException refused(String where, String expected, String seen, String hint) {
        return new InvalidInputException(Failure.doing("planning the genesis of " + chain.name())
                .where("chains." + chain.name() + "." + where)
                .expected(expected)
                .seen(seen)
                .hint(hint)
                .build());
    }

    static String shown(JsonNode node) {
        String text = node.toString();
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    }
}
