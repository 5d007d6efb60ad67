package dev.orrery.engine.plan;

import java.nio.charset.StandardCharsets;

/**
 * A file of the plan.
 *
 * @param path relative to its folder, with forward slashes: {@code config/genesis.json}
 * @param content treat as read-only
 * @param secret whether only the owner may read it (mode 0600)
 */
@SuppressWarnings("ArrayRecordComponent") // read-only by contract; genesis files are too big to be copied at each look
public record PlannedFile(String path, byte[] content, boolean secret) {
    /** A file that anybody may read, in UTF-8. */
    public static PlannedFile open(String path, String text) {
        return new PlannedFile(path, text.getBytes(StandardCharsets.UTF_8), false);
    }

    /** A file that only its owner may read, in UTF-8. */
    public static PlannedFile secret(String path, String text) {
        return new PlannedFile(path, text.getBytes(StandardCharsets.UTF_8), true);
    }

    /** The same file with other content. */
    public PlannedFile with(byte[] other) {
        return new PlannedFile(path, other, secret);
    }

    @Override
    public String toString() {
        return path + " (" + content.length + " bytes" + (secret ? ", secret)" : ")");
    }
}
