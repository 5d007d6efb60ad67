package dev.orrery.engine.plan.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A TOML file whose values can be set while its comments, its order and everything else stay as they are. Knows what the
 * configuration of CometBFT and the SDK uses: tables, and one key a line; arrays may go over several lines.
 */
final class Toml {
    private final List<String> lines;

    Toml(String text) {
        lines = new ArrayList<>(text.lines().toList());
    }

    /** Sets a string in a table; the table above the first header is {@code ""}. */
    Toml set(String table, String key, String value) {
        return setRaw(table, key, quote(value));
    }

    Toml set(String table, String key, boolean value) {
        return setRaw(table, key, Boolean.toString(value));
    }

    Toml set(String table, String key, long value) {
        return setRaw(table, key, Long.toString(value));
    }

    /** Sets every value of a tree; objects are tables. */
    Toml merge(ObjectNode values) {
        merge("", values);
        return this;
    }

    private void merge(String table, ObjectNode values) {
        for (Map.Entry<String, JsonNode> entry : values.properties()) {
            if (entry.getValue() instanceof ObjectNode inner) {
                merge(table.isEmpty() ? entry.getKey() : table + "." + entry.getKey(), inner);
            } else {
                setRaw(table, entry.getKey(), literal(entry.getValue()));
            }
        }
    }

    private Toml setRaw(String table, String key, String literal) {
        int start = tableStart(table);
        if (start < 0) {
            lines.add("");
            lines.add("[" + table + "]");
            lines.add(key + " = " + literal);
            return this;
        }
        int end = tableEnd(start);
        for (int i = start; i < end; i++) {
            if (keyOf(lines.get(i)).equals(key)) {
                int last = valueEnd(i);
                lines.subList(i + 1, last + 1).clear();
                lines.set(i, key + " = " + literal);
                return this;
            }
        }
        lines.add(end, key + " = " + literal);
        return this;
    }

    /** The first line of a table's body, or -1. */
    private int tableStart(String table) {
        if (table.isEmpty()) {
            return 0;
        }
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).strip().equals("[" + table + "]")) {
                return i + 1;
            }
        }
        return -1;
    }

    private int tableEnd(int start) {
        for (int i = start; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.startsWith("[") && keyOf(line).isEmpty()) {
                return i;
            }
            if (!keyOf(line).isEmpty()) {
                i = valueEnd(i);
            }
        }
        return lines.size();
    }

    /** The last line of the value that begins on this line: arrays end where their brackets are closed. */
    private int valueEnd(int line) {
        int depth = 0;
        for (int i = line; i < lines.size(); i++) {
            String text = lines.get(i);
            depth += openBrackets(i == line ? text.substring(text.indexOf('=') + 1) : text);
            if (depth <= 0) {
                return i;
            }
        }
        return line;
    }

    private static int openBrackets(String text) {
        int depth = 0;
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' && (i == 0 || text.charAt(i - 1) != '\\')) {
                quoted = !quoted;
            } else if (!quoted && c == '#') {
                return depth;
            } else if (!quoted && c == '[') {
                depth++;
            } else if (!quoted && c == ']') {
                depth--;
            }
        }
        return depth;
    }

    private static String keyOf(String line) {
        String text = line.strip();
        int equals = text.indexOf('=');
        return text.startsWith("#") || text.startsWith("[") || equals < 0
                ? ""
                : text.substring(0, equals).strip();
    }

    private static String literal(JsonNode value) {
        if (value.isArray()) {
            List<String> items = new ArrayList<>();
            value.forEach(item -> items.add(literal(item)));
            return "[" + String.join(", ", items) + "]";
        }
        return value.isNumber() || value.isBoolean() ? value.asString() : quote(value.asString(""));
    }

    private static String quote(String value) {
        return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }

    @Override
    public String toString() {
        return String.join("\n", lines) + "\n";
    }
}
