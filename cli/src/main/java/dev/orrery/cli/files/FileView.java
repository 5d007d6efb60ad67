package dev.orrery.cli.files;

import dev.orrery.service.client.StoredFile;
import java.util.Locale;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A stored file as it is shown. */
final class FileView {
    private static final double KILO = 1e3;
    private static final double MEGA = 1e6;
    private static final double GIGA = 1e9;

    private FileView() {}

    static String size(long bytes) {
        if (bytes < KILO) {
            return bytes + " B";
        }
        if (bytes < MEGA) {
            return String.format(Locale.ROOT, "%.1f kB", bytes / KILO);
        }
        return bytes < GIGA
                ? String.format(Locale.ROOT, "%.1f MB", bytes / MEGA)
                : String.format(Locale.ROOT, "%.2f GB", bytes / GIGA);
    }

    static String line(StoredFile file) {
        return size(file.size()) + ", sha256 " + file.sha256();
    }

    static ObjectNode json(StoredFile file) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("path", file.path())
                .put("size", file.size())
                .put("sha256", file.sha256())
                .put("modified", file.modified().toString());
    }
}
