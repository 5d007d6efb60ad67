package dev.orrery.spec.internal;

import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import tools.jackson.databind.node.ObjectNode;

/**
 * Text of a pattern, and what it means.
 *
 * @param pattern what the whole text must match, in the words that Java and ECMAScript share; groups are repeated a
 *     limited number of times only, since Java matches them by recursion
 * @param parser reads a text that matches the pattern
 * @param orInteger whether a whole number stands for its own digits
 * @param longest how many characters it may have
 */
record TextShape<T>(String allowed, Pattern pattern, Parser<T> parser, boolean orInteger, int longest)
        implements Shape<T> {

    /** As long as a path may be. */
    private static final int LONGEST = 4096;

    /** Reads text. */
    @FunctionalInterface
    interface Parser<T> {
        T parse(String text) throws Refusal;
    }

    /** The text matches the pattern and is wrong all the same. */
    static final class Refusal extends Exception {
        private static final long serialVersionUID = 1L;

        private final String allowed;

        /** Takes a whole sentence's predicate: {@code must be …}. */
        Refusal(String allowed) {
            super(allowed, null, false, false);
            this.allowed = allowed;
        }

        String allowed() {
            return allowed;
        }
    }

    static TextShape<String> of(String allowed, String pattern) {
        return new TextShape<>(allowed, Pattern.compile(pattern), text -> text, false, LONGEST);
    }

    static <T> TextShape<T> of(String allowed, String pattern, Parser<T> parser) {
        return new TextShape<>(allowed, Pattern.compile(pattern), parser, false, LONGEST);
    }

    /** The same, where digits need no quotes. */
    TextShape<T> acceptingIntegers() {
        return new TextShape<>(allowed, pattern, parser, true, longest);
    }

    /** The same for text that may be longer than a path. */
    TextShape<T> upTo(int characters) {
        return new TextShape<>(allowed, pattern, parser, orInteger, characters);
    }

    @Override
    public Optional<T> bind(Node node, Place place, Problems problems) {
        if (!(node instanceof ScalarNode scalar) || Words.isNull(node)) {
            return refuse(node, place, problems, "");
        }
        if (scalar.getValue().length() > longest) {
            problems.report(
                    place,
                    "must have at most " + longest + " characters, has "
                            + scalar.getValue().length());
            return Optional.empty();
        }
        boolean text = node.getTag().equals(Tag.STR);
        boolean accepted = text || (orInteger && node.getTag().equals(Tag.INT));
        if (!accepted || !matches(scalar.getValue())) {
            boolean quotesHelp = !text && matches(scalar.getValue());
            return refuse(node, place, problems, quotesHelp ? "; put it in quotes" : "");
        }
        try {
            return Optional.of(parser.parse(scalar.getValue()));
        } catch (Refusal e) {
            problems.report(place, e.allowed + ", is " + Words.describe(node));
            return Optional.empty();
        }
    }

    boolean matches(String text) {
        return text.length() <= longest && pattern.matcher(text).matches();
    }

    @Override
    public ObjectNode schema() {
        ObjectNode schema = Schemas.empty();
        if (orInteger) {
            schema.putArray("type").add("string").add("integer");
        } else {
            schema.put("type", "string");
        }
        return schema.put("pattern", "^(?:" + pattern.pattern() + ")$").put("maxLength", longest);
    }
}
