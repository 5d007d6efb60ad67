package dev.orrery.engine.plan.internal;

import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.toml.TomlMapper;

/** A TOML file as a tree, for reading; {@link Toml} is for writing. */
public final class TomlTree {
    private static final TomlMapper MAPPER = TomlMapper.builder().build();

    private TomlTree() {}

    /** Its tables and values; empty if it is no TOML. */
    public static Optional<ObjectNode> of(String text) {
        try {
            return MAPPER.readTree(text) instanceof ObjectNode tree ? Optional.of(tree) : Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }
}
