package dev.orrery.spec.internal;

import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/** A place in the file, from line 1 and column 1, and in the document: {@code chains.hub.validators}. */
record Place(int line, int column, String path) {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_-]+");

    static Place of(Optional<Mark> mark, String path) {
        return mark.map(m -> new Place(m.getLine() + 1, m.getColumn() + 1, path))
                .orElse(new Place(1, 1, path));
    }

    /** Where the node begins, for the same path. */
    Place of(Node node) {
        return of(node.getStartMark(), path);
    }

    /** The place of the node that stands under this key. */
    Place key(Node node, String key) {
        String step = PLAIN.matcher(key).matches() ? Words.shorten(key) : Words.quote(key);
        return of(node.getStartMark(), path.isEmpty() ? step : path + "." + step);
    }

    /** The place of the node at this index of a list. */
    Place index(Node node, int index) {
        return of(node.getStartMark(), path + "[" + index + "]");
    }
}
