package dev.orrery.spec.internal;

import java.util.Locale;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import tools.jackson.databind.node.ObjectNode;

/** {@code true} or {@code false}. */
record Truth() implements Shape<Boolean> {
    @Override
    public String allowed() {
        return "true or false";
    }

    @Override
    public Optional<Boolean> bind(Node node, Place place, Problems problems) {
        return node instanceof ScalarNode scalar && node.getTag().equals(Tag.BOOL)
                ? Optional.of(scalar.getValue().toLowerCase(Locale.ROOT).equals("true"))
                : refuse(node, place, problems, "");
    }

    @Override
    public ObjectNode schema() {
        return Schemas.type("boolean");
    }
}
