package dev.orrery.spec.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import tools.jackson.databind.node.ObjectNode;

/** Lists of one kind of value. */
final class Lists {
    private Lists() {}

    /** A list, from {@code min} to {@code max} long. */
    record Many<T>(String allowed, Shape<T> item, int min, int max) implements Shape<List<Located<T>>> {
        @Override
        public Optional<List<Located<T>>> bind(Node node, Place place, Problems problems) {
            if (!(node instanceof SequenceNode list)) {
                return refuse(node, place, problems, "");
            }
            int size = list.getValue().size();
            if (size < min || size > max) {
                problems.report(place, "must be " + allowed + ", has " + size + (size == 1 ? " entry" : " entries"));
                return Optional.empty();
            }
            List<Located<T>> items = new ArrayList<>();
            for (Node each : list.getValue()) {
                Place at = place.index(each, items.size());
                items.add(new Located<>(at, item.bind(each, at, problems)));
            }
            return Optional.of(items);
        }

        @Override
        public ObjectNode schema() {
            ObjectNode schema = Schemas.type("array");
            schema.set("items", item.schema());
            if (min > 0) {
                schema.put("minItems", min);
            }
            if (max < Integer.MAX_VALUE) {
                schema.put("maxItems", max);
            }
            return schema;
        }
    }

    /** What {@link OneOrMany} read: one for all where it is not {@code listed}. */
    record Some<T>(boolean listed, List<Located<T>> items) {}

    /** One value for all, or a list of values. */
    record OneOrMany<T>(Shape<T> one, Many<T> many) implements Shape<Some<T>> {
        @Override
        public String allowed() {
            return one.allowed() + ", or " + many.allowed();
        }

        @Override
        public Optional<Some<T>> bind(Node node, Place place, Problems problems) {
            return node instanceof SequenceNode
                    ? many.bind(node, place, problems).map(items -> new Some<>(true, items))
                    : one.bind(node, place, problems)
                            .map(value -> new Some<>(false, List.of(new Located<>(place, Optional.of(value)))));
        }

        @Override
        public ObjectNode schema() {
            ObjectNode schema = Schemas.empty();
            schema.putArray("oneOf").add(one.schema()).add(many.schema());
            return schema;
        }
    }
}
