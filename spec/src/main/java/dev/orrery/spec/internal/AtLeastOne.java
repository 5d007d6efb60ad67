package dev.orrery.spec.internal;

import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A mapping that needs one of several keys; which of them is missing, a later check tells, since it depends on more. */
record AtLeastOne(Keyed mapping, List<Key<?>> keys) implements Shape<Bound> {
    @Override
    public String allowed() {
        return mapping.allowed();
    }

    @Override
    public Optional<Bound> bind(Node node, Place place, Problems problems) {
        return mapping.bind(node, place, problems);
    }

    @Override
    public ObjectNode schema() {
        ObjectNode schema = mapping.schema();
        ArrayNode any = schema.putArray("anyOf");
        keys.forEach(key -> any.addObject().putArray("required").add(key.name()));
        return schema;
    }
}
