package dev.orrery.spec.internal;

import java.math.BigDecimal;
import java.math.BigInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Small pieces of JSON Schema. */
final class Schemas {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private Schemas() {}

    static ObjectNode empty() {
        return JSON.objectNode();
    }

    static ObjectNode type(String type) {
        return JSON.objectNode().put("type", type);
    }

    /** A number as JSON writes it, small integers without their Java type. */
    static JsonNode number(BigInteger value) {
        return value.bitLength() < Integer.SIZE ? JSON.numberNode(value.intValue()) : JSON.numberNode(value);
    }

    static JsonNode number(BigDecimal value) {
        return JSON.numberNode(value);
    }

    static JsonNode nothing() {
        return JSON.nullNode();
    }

    static JsonNode text(String value) {
        return JSON.stringNode(value);
    }
}
