package dev.orrery.spec.internal;

import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;
import tools.jackson.databind.node.ObjectNode;

/** One kind of value in the file: how it is read, and how JSON Schema says the same. */
interface Shape<T> {
    /** What is allowed, after "must be": {@code a whole number from 1 to 100}. */
    String allowed();

    /** The value; empty where it is wrong, which is then reported. */
    Optional<T> bind(Node node, Place place, Problems problems);

    /** The same rule as JSON Schema (draft 2020-12). */
    ObjectNode schema();

    /** Reports that the node is not what is allowed. */
    default Optional<T> refuse(Node node, Place place, Problems problems, String hint) {
        problems.report(place, "must be " + allowed() + ", is " + Words.describe(node) + hint);
        return Optional.empty();
    }
}
