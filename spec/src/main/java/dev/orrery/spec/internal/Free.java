package dev.orrery.spec.internal;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A free mapping, as JSON: whole numbers as big integers, others as exact decimals.
 *
 * @param refused keys that may not stand at its top, with the reason
 */
record Free(SortedMap<String, String> refused) implements Shape<ObjectNode> {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    static Free without(Map<String, String> refused) {
        return new Free(new TreeMap<>(refused));
    }

    @Override
    public String allowed() {
        return "a mapping";
    }

    @Override
    public Optional<ObjectNode> bind(Node node, Place place, Problems problems) {
        if (!(node instanceof MappingNode mapping)) {
            return refuse(node, place, problems, "");
        }
        for (Entries.Entry entry : Entries.of(mapping, place, new Problems(""))) {
            String reason = refused.get(entry.key());
            if (reason != null) {
                problems.report(entry.keyPlace(), "is not allowed here: " + reason);
            }
        }
        return Optional.of(object(mapping, place, problems));
    }

    private static ObjectNode object(MappingNode mapping, Place place, Problems problems) {
        ObjectNode object = JSON.objectNode();
        for (Entries.Entry entry : Entries.of(mapping, place, problems)) {
            object.set(entry.key(), value(entry.node(), entry.place(), problems));
        }
        return object;
    }

    static JsonNode value(Node node, Place place, Problems problems) {
        return switch (node) {
            case MappingNode mapping -> object(mapping, place, problems);
            case SequenceNode list -> {
                ArrayNode array = JSON.arrayNode();
                for (Node item : list.getValue()) {
                    array.add(value(item, place.index(item, array.size()), problems));
                }
                yield array;
            }
            case ScalarNode scalar -> scalar(scalar, place, problems);
            default -> JSON.nullNode();
        };
    }

    private static JsonNode scalar(ScalarNode node, Place place, Problems problems) {
        if (node.getTag().equals(Tag.STR)) {
            return JSON.stringNode(node.getValue());
        }
        if (node.getTag().equals(Tag.NULL)) {
            return JSON.nullNode();
        }
        if (node.getTag().equals(Tag.BOOL)) {
            return JSON.booleanNode(node.getValue().equalsIgnoreCase("true"));
        }
        Optional<? extends JsonNode> number = node.getTag().equals(Tag.INT)
                ? Numbers.integer(node).map(JSON::numberNode)
                : Numbers.decimal(node).map(JSON::numberNode);
        if (number.isEmpty()) {
            problems.report(
                    place,
                    "must be a number with at most " + Numbers.MOST_DIGITS + " digits and a small exponent, is "
                            + Words.shorten(node.getValue()) + "; put it in quotes if it is text");
        }
        return number.isPresent() ? number.get() : JSON.nullNode();
    }

    @Override
    public ObjectNode schema() {
        ObjectNode schema = Schemas.type("object");
        if (!refused.isEmpty()) {
            ObjectNode properties = schema.putObject("properties");
            refused.forEach((key, reason) -> properties.put(key, false));
        }
        return schema;
    }
}
