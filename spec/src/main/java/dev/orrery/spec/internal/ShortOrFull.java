package dev.orrery.spec.internal;

import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import tools.jackson.databind.node.ObjectNode;

/**
 * A mapping, or the value of one of its keys alone: {@code transfer} for {@code { port: transfer }}.
 *
 * @param what what it is, after "must be"
 */
record ShortOrFull(String what, Key<?> key, Keyed mapping) implements Shape<Bound> {
    @Override
    public String allowed() {
        return what;
    }

    @Override
    public Optional<Bound> bind(Node node, Place place, Problems problems) {
        return node instanceof MappingNode
                ? mapping.bind(node, place, problems)
                : Optional.of(new Bound(
                        place,
                        Map.of(key.name(), new Located<>(place, key.shape().bind(node, place, problems)))));
    }

    @Override
    public ObjectNode schema() {
        ObjectNode schema = Schemas.empty();
        schema.putArray("oneOf").add(key.shape().schema()).add(mapping.schema());
        return schema;
    }
}
