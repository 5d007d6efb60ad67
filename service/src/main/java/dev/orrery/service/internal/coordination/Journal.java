package dev.orrery.service.internal.coordination;

import dev.orrery.base.AtomicFiles;
import dev.orrery.service.internal.disk.Durable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What must outlive the service, as one small JSON file for each kind of thing. Guarded by {@link Waiting}. */
final class Journal {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path file;

    Journal(Path file) {
        this.file = file;
    }

    ObjectNode read() {
        if (!Files.exists(file)) {
            return JSON.createObjectNode();
        }
        try {
            return (ObjectNode) JSON.readTree(Files.readAllBytes(file));
        } catch (IOException e) {
            throw AtomicFiles.refused("reading", file, e);
        }
    }

    /** On the disk when this returns. */
    void write(ObjectNode state) {
        Durable.write(file, JSON.writeValueAsBytes(state));
    }
}
