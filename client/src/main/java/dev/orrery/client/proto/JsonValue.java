package dev.orrery.client.proto;

import tools.jackson.databind.JsonNode;

/** Something that knows how it stands inside of a message's fields, such as a message within another one. */
public interface JsonValue {
    /** The tree that {@link JsonCodec} reads as this value. */
    JsonNode toJson();
}
