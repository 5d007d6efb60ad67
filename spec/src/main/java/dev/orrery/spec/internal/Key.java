package dev.orrery.spec.internal;

import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One key of the format.
 *
 * @param doc what it says, for editors: one or two sentences
 * @param fallback what holds where the key is left out; empty where that depends on other keys, or is nothing
 * @param shown the fallback as one would write it
 */
record Key<T>(
        String name, Shape<T> shape, String doc, boolean required, Optional<T> fallback, Optional<JsonNode> shown) {

    static <T> Key<T> required(String name, Shape<T> shape, String doc) {
        return new Key<>(name, shape, doc, true, Optional.empty(), Optional.empty());
    }

    static <T> Key<T> optional(String name, Shape<T> shape, String doc) {
        return new Key<>(name, shape, doc, false, Optional.empty(), Optional.empty());
    }

    Key<T> withDefault(T value, JsonNode written) {
        return new Key<>(name, shape, doc, false, Optional.of(value), Optional.of(written));
    }

    ObjectNode schema() {
        ObjectNode schema = Schemas.empty().put("description", doc);
        schema.setAll(shape.schema());
        shown.ifPresent(value -> schema.set("default", value));
        return schema;
    }
}
