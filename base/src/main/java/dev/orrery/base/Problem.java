package dev.orrery.base;

import java.util.Optional;

/**
 * One thing that is wrong in a file.
 *
 * @param file the file as the user named it
 * @param line the line, from 1
 * @param column the column, from 1
 * @param path the place in the document, for example {@code chains.hub.validators}; empty for the whole document
 * @param message what is wrong and what is allowed
 * @param suggestion the right name, where what was written is a near miss of one
 */
public record Problem(String file, int line, int column, String path, String message, Optional<String> suggestion) {

    /** {@code file:line:column: path: message (did you mean "x"?)}. */
    @Override
    public String toString() {
        String place = path.isEmpty() ? "" : path + ": ";
        String meant =
                suggestion.map(name -> " (did you mean \"" + name + "\"?)").orElse("");
        return file + ":" + line + ":" + column + ": " + place + message + meant;
    }
}
