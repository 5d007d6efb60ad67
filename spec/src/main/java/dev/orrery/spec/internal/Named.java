package dev.orrery.spec.internal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import tools.jackson.databind.node.ObjectNode;

/**
 * Values of one kind by names that the user chooses. What is bound has the place of each name, in the order of the file.
 *
 * @param name the rule for names
 * @param min how many there must be
 */
record Named<T>(String allowed, TextShape<String> name, Shape<T> value, int min)
        implements Shape<Map<String, Located<T>>> {
    @Override
    public Optional<Map<String, Located<T>>> bind(Node node, Place place, Problems problems) {
        if (!(node instanceof MappingNode mapping)) {
            return refuse(node, place, problems, "");
        }
        if (mapping.getValue().size() < min) {
            problems.report(place, "must be " + allowed + ", is empty");
            return Optional.empty();
        }
        Map<String, Located<T>> values = new LinkedHashMap<>();
        for (Entries.Entry entry : Entries.of(mapping, place, problems)) {
            if (!name.matches(entry.key())) {
                String lower = entry.key().toLowerCase(Locale.ROOT);
                problems.unknown(
                        entry.keyPlace(),
                        "the key must be " + name.allowed() + ", is " + Words.quote(entry.key()),
                        entry.key(),
                        name.matches(lower) ? List.of(lower) : List.of());
            }
            values.put(entry.key(), new Located<>(entry.keyPlace(), value.bind(entry.node(), entry.place(), problems)));
        }
        return Optional.of(values);
    }

    @Override
    public ObjectNode schema() {
        ObjectNode schema = Schemas.type("object");
        schema.set("propertyNames", Schemas.empty().put("pattern", "^(?:" + name.pattern() + ")$"));
        schema.set("additionalProperties", value.schema());
        return min > 0 ? schema.put("minProperties", min) : schema;
    }
}
