package dev.orrery.service.client;

import java.time.Instant;
import tools.jackson.databind.JsonNode;

/**
 * A file that a service has.
 *
 * @param path its name, which is no path of any disk
 * @param size in bytes
 * @param sha256 of its content, in hexadecimal
 * @param modified when it was stored
 */
public record StoredFile(String path, long size, String sha256, Instant modified) {
    static StoredFile of(JsonNode json) {
        return new StoredFile(
                json.required("path").asString(),
                json.required("size").asLong(),
                json.required("sha256").asString(),
                Instant.parse(json.required("modified").asString()));
    }
}
