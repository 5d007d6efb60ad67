package dev.orrery.service.internal.files;

import java.time.Instant;

/**
 * What is known of a file.
 *
 * @param sha256 of its content, lower-case hex; what it is kept by
 * @param size in bytes
 */
public record StoredFile(FileName name, String sha256, long size, Instant modified) {
    /** Strong: the same tag means the same bytes. */
    public String etag() {
        return "\"" + sha256 + "\"";
    }
}
