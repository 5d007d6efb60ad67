package dev.orrery.cli.errors;

import tools.jackson.databind.node.ObjectNode;

/** A command whose {@code --json} is more than one object, so that its errors need to say what they are. */
public interface OwnErrorShape {
    /** What it prints instead of {@code {"error": …}}. */
    ObjectNode toJson(ErrorReport error);
}
