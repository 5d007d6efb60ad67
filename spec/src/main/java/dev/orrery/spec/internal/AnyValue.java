package dev.orrery.spec.internal;

import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Whatever JSON can say. */
record AnyValue() implements Shape<JsonNode> {
    @Override
    public String allowed() {
        return "a value";
    }

    @Override
    public Optional<JsonNode> bind(Node node, Place place, Problems problems) {
        return Optional.of(Free.value(node, place, problems));
    }

    @Override
    public ObjectNode schema() {
        return Schemas.empty();
    }
}
