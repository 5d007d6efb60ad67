package dev.orrery.spec.internal;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** How messages show what the file says: short, on one line, without control characters. */
final class Words {
    private static final int LONGEST = 60;

    private Words() {}

    static String shorten(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().limit(LONGEST).forEach(c -> {
            if (isUnprintable(c)) {
                shown.append(String.format("\\u%04x", c));
            } else {
                shown.appendCodePoint(c);
            }
        });
        return text.codePointCount(0, text.length()) > LONGEST ? shown + "…" : shown.toString();
    }

    private static boolean isUnprintable(int c) {
        int type = Character.getType(c);
        return type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.SURROGATE
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }

    static String quote(String text) {
        return '"' + shorten(text) + '"';
    }

    /** {@code a, b and c}. */
    static String list(Collection<String> names) {
        return joined(names, " and ");
    }

    /** The first of many names. */
    static String some(Collection<String> names) {
        List<String> first = names.stream().limit(20).map(Words::shorten).toList();
        return list(first) + (names.size() > first.size() ? ", …" : "");
    }

    /** A duration as the file would say it: {@code 21d}, {@code 30s}. */
    static String duration(Duration duration) {
        StringBuilder text = new StringBuilder();
        part(text, duration.toDays(), "d");
        part(text, duration.toHoursPart(), "h");
        part(text, duration.toMinutesPart(), "m");
        part(text, duration.toSecondsPart(), "s");
        part(text, duration.toMillisPart(), "ms");
        return text.isEmpty() ? "0s" : text.toString();
    }

    private static void part(StringBuilder text, long count, String unit) {
        if (count > 0) {
            text.append(count).append(unit);
        }
    }

    /** {@code a, b or c}. */
    static String either(Collection<String> names) {
        return joined(names, " or ");
    }

    private static String joined(Collection<String> names, String last) {
        List<String> all = List.copyOf(names);
        return all.size() < 2
                ? String.join("", all)
                : String.join(", ", all.subList(0, all.size() - 1)) + last + all.getLast();
    }

    /** What a node is, after "is": {@code the number 5}. */
    static String describe(Node node) {
        if (!(node instanceof ScalarNode scalar)) {
            return node instanceof SequenceNode ? "a list" : "a mapping";
        }
        String text = scalar.getValue();
        if (isNull(node)) {
            return "empty";
        }
        if (node.getTag().equals(Tag.STR)) {
            return "the text " + quote(text);
        }
        return (node.getTag().equals(Tag.BOOL) ? "the truth value " : "the number ") + shorten(text);
    }

    static boolean isNull(Node node) {
        return node.getTag().equals(Tag.NULL);
    }
}
