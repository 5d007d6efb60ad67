package dev.orrery.spec.internal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** One of a few words, with what each stands for. */
record Choice<T>(SequencedMap<String, T> values) implements Shape<T> {
    static <T> Choice<T> of(List<Map.Entry<String, T>> words) {
        SequencedMap<String, T> values = new java.util.LinkedHashMap<>();
        words.forEach(word -> values.put(word.getKey(), word.getValue()));
        return new Choice<>(values);
    }

    @Override
    public String allowed() {
        return Words.either(values.keySet());
    }

    @Override
    public Optional<T> bind(Node node, Place place, Problems problems) {
        if (!(node instanceof ScalarNode scalar) || !node.getTag().equals(Tag.STR)) {
            return refuse(node, place, problems, "");
        }
        T value = values.get(scalar.getValue());
        if (value == null) {
            problems.unknown(
                    place, "must be " + allowed() + ", is " + Words.describe(node), scalar.getValue(), values.keySet());
        }
        return Optional.ofNullable(value);
    }

    @Override
    public ObjectNode schema() {
        ObjectNode schema = Schemas.empty();
        ArrayNode words = schema.putArray("enum");
        values.keySet().forEach(words::add);
        return schema;
    }
}
