package dev.orrery.engine.plan.internal;

import dev.orrery.base.InvalidInputException;
import dev.orrery.base.NearMiss;
import dev.orrery.spec.GenesisOperation;
import dev.orrery.spec.GenesisOperation.Kind;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The operations {@code add}, {@code remove} and {@code replace} of JSON Patch (RFC 6902, section 4). */
final class JsonPatch {
    private static final Pattern INDEX = Pattern.compile("0|[1-9][0-9]{0,8}");
    private static final int SHOWN = 30;

    /** Makes the error of an operation. */
    interface Refusal {
        InvalidInputException of(String where, String expected, String seen, String hint);
    }

    private final ObjectNode document;
    private final Refusal refusal;

    JsonPatch(ObjectNode document, Refusal refusal) {
        this.document = document;
        this.refusal = refusal;
    }

    void apply(List<GenesisOperation> operations) {
        for (int i = 0; i < operations.size(); i++) {
            apply(operations.get(i), "genesisPatch[" + i + "].path");
        }
    }

    private void apply(GenesisOperation operation, String where) {
        List<String> steps = operation.steps();
        JsonNode parent = document;
        for (int depth = 0; depth < steps.size() - 1; depth++) {
            parent = child(parent, steps, depth, where);
        }
        int last = steps.size() - 1;
        boolean adds = operation.kind() == Kind.ADD;
        if (!adds) {
            child(parent, steps, last, where);
        }
        String name = steps.get(last);
        switch (parent) {
            case ObjectNode object -> {
                if (operation.kind() == Kind.REMOVE) {
                    object.remove(name);
                } else {
                    object.set(name, operation.value().deepCopy());
                }
            }
            case ArrayNode array
            when adds ->
                array.insert(place(array, steps, last, where), operation.value().deepCopy());
            case ArrayNode array when operation.kind() == Kind.REMOVE -> array.remove(Integer.parseInt(name));
            case ArrayNode array ->
                array.set(Integer.parseInt(name), operation.value().deepCopy());
            default -> throw none(parent, steps, last, where);
        }
    }

    private int place(ArrayNode array, List<String> steps, int depth, String where) {
        String step = steps.get(depth);
        if (step.equals("-")) {
            return array.size();
        }
        if (!INDEX.matcher(step).matches() || Integer.parseInt(step) > array.size()) {
            throw none(array, steps, depth, where);
        }
        return Integer.parseInt(step);
    }

    private JsonNode child(JsonNode parent, List<String> steps, int depth, String where) {
        String step = steps.get(depth);
        Optional<JsonNode> child = parent instanceof ArrayNode array
                ? Optional.of(step)
                        .filter(text -> INDEX.matcher(text).matches())
                        .flatMap(text -> array.optional(Integer.parseInt(text)))
                : parent.optional(step);
        return child.orElseThrow(() -> none(parent, steps, depth, where));
    }

    private InvalidInputException none(JsonNode parent, List<String> steps, int depth, String where) {
        String step = steps.get(depth);
        String above = "/" + String.join("/", steps.subList(0, depth));
        if (parent instanceof ArrayNode array) {
            return refusal.of(
                    where,
                    "an index of the list " + above + ", which has " + array.size()
                            + " elements, or - after its end to add",
                    step,
                    "count from 0");
        }
        List<String> names = List.copyOf(parent.propertyNames());
        String known = names.isEmpty()
                ? "something below " + above + ", which is " + MergeCheck.shown(parent)
                : "one of " + String.join(", ", names.stream().limit(SHOWN).toList())
                        + (names.size() > SHOWN ? ", …" : "")
                        + " in " + above;
        return refusal.of(
                where,
                known,
                "\"" + step + "\"",
                NearMiss.of(step, names)
                        .map(near -> "did you mean \"" + near + "\"?")
                        .orElse("only what is there can be replaced or removed; `op: add` adds to what is there"));
    }
}
