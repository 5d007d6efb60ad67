package dev.orrery.spec;

import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/**
 * One operation of JSON Patch (RFC 6902).
 *
 * @param kind what is done
 * @param path where, as JSON Pointer (RFC 6901): {@code /app_state/gov/params/voting_period}
 * @param value what with; null node for {@link Kind#REMOVE}
 */
public record GenesisOperation(Kind kind, String path, JsonNode value) {
    /** What an operation does. */
    public enum Kind {
        /** Adds a member of an object, or an element of a list: before the one that is there, or with {@code -} at its end. */
        ADD,
        /** Removes what is there. */
        REMOVE,
        /** Replaces what is there. */
        REPLACE;

        /** As the file says it. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The path's steps, unescaped. */
    public List<String> steps() {
        return List.of(path.substring(1).split("/", -1)).stream()
                .map(step -> step.replace("~1", "/").replace("~0", "~"))
                .toList();
    }
}
