package dev.orrery.spec;

import dev.orrery.spec.internal.Format;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The JSON Schema (draft 2020-12) of {@code network.yaml}, for editors. It follows from the same table as
 * {@link SpecReader}; what several keys have in common (distinct chain IDs, stakes against the power reduction, names of
 * chains in paths) only the reader checks.
 */
public final class SpecSchema {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private SpecSchema() {}

    /** The schema; the caller may change its copy. */
    public static ObjectNode schema() {
        return Format.schema();
    }

    /** The schema as the published file {@code network.schema.json} holds it. */
    public static String json() {
        String pretty = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(schema());
        return pretty.replace(System.lineSeparator(), "\n") + "\n";
    }
}
