package dev.orrery.cli.binaries;

import dev.orrery.binaries.StoredBinary;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Cached programs as they are shown. */
final class StoredView {
    private static final double MEGA = 1e6;

    private StoredView() {}

    static String size(long bytes) {
        return String.format(Locale.ROOT, bytes < 10 * MEGA ? "%.1f MB" : "%.0f MB", bytes / MEGA);
    }

    static long sum(List<StoredBinary> binaries) {
        return binaries.stream().mapToLong(StoredBinary::bytes).sum();
    }

    static ArrayNode json(List<StoredBinary> binaries) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (StoredBinary binary : binaries) {
            ObjectNode each = array.addObject()
                    .put("name", binary.name())
                    .put("path", binary.executable().toString())
                    .put("sha256", binary.sha256())
                    .put("bytes", binary.bytes())
                    .put("lastUsed", binary.lastUsed().toString())
                    .put("running", binary.running());
            ArrayNode sources = each.putArray("sources");
            binary.sources().forEach(sources::add);
        }
        return array;
    }
}
