package dev.orrery.engine.plan.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A TOML file whose values can be set while its comments, its order and everything else stay as they are. Knows what the
 * configuration of CometBFT and the SDK uses: tables, and one key a line; arrays may go over several lines.
 */
final class Toml {
    private static final Pattern HEADER = Pattern.compile("\\s*\\[\\s*(.+?)\\s*]\\s*(#.*)?");
    private static final Pattern BARE_KEY = Pattern.compile("[A-Za-z0-9_-]+");

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

    /** Whether a table sets a key. */
    boolean has(String table, String key) {
        int start = tableStart(table);
        return start >= 0 && find(start, key) >= 0;
    }

    /** Sets every value of a tree; objects are tables, and null removes a key. */
    Toml merge(ObjectNode values) {
        merge("", values);
        return this;
    }

    private void merge(String table, ObjectNode values) {
        // Sorted, so that what is added stands in the same order whatever the order of the tree.
        for (Map.Entry<String, JsonNode> entry : new TreeMap<>(byKey(values)).entrySet()) {
            String key = key(entry.getKey());
            if (entry.getValue() instanceof ObjectNode inner) {
                merge(table.isEmpty() ? key : table + "." + key, inner);
            } else if (entry.getValue().isNull()) {
                remove(table, key);
            } else {
                setRaw(table, key, literal(entry.getValue()));
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
        int found = find(start, key);
        if (found < 0) {
            lines.add(afterLastKey(start), key + " = " + literal);
        } else {
            lines.subList(found + 1, valueEnd(found) + 1).clear();
            lines.set(found, key + " = " + literal);
        }
        return this;
    }

    private void remove(String table, String key) {
        if (has(table, key)) {
            int found = find(tableStart(table), key);
            lines.subList(found, valueEnd(found) + 1).clear();
        }
    }

    /** The line on which a table's body sets a key, or -1. */
    private int find(int start, String key) {
        for (int i = start; i < lines.size() && tableOf(lines.get(i)).isEmpty(); i++) {
            String name = keyOf(lines.get(i));
            if (name.equals(key)) {
                return i;
            }
            i = name.isEmpty() ? i : valueEnd(i);
        }
        return -1;
    }

    /** Where a table's body may be added to: not below the comments that introduce the next table. */
    private int afterLastKey(int start) {
        int after = start;
        for (int i = start; i < lines.size() && tableOf(lines.get(i)).isEmpty(); i++) {
            if (!keyOf(lines.get(i)).isEmpty()) {
                i = valueEnd(i);
                after = i + 1;
            }
        }
        return after;
    }

    /** The first line of a table's body, or -1. */
    private int tableStart(String table) {
        if (table.isEmpty()) {
            return 0;
        }
        for (int i = 0; i < lines.size(); i++) {
            if (tableOf(lines.get(i)).equals(table)) {
                return i + 1;
            }
            i = keyOf(lines.get(i)).isEmpty() ? i : valueEnd(i);
        }
        return -1;
    }

    /** The table whose header stands on this line, else an empty string. */
    private static String tableOf(String line) {
        Matcher header = HEADER.matcher(line);
        return header.matches() ? header.group(1) : "";
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
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                if (c == '\\' && quote == '"') {
                    i++;
                } else if (c == quote) {
                    quote = 0;
                }
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '#') {
                return depth;
            } else if (c == '[' || c == '{') {
                depth++;
            } else if (c == ']' || c == '}') {
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
            return value.valueStream().map(Toml::literal).collect(Collectors.joining(", ", "[", "]"));
        }
        if (value instanceof ObjectNode object) {
            return new TreeMap<>(byKey(object))
                    .entrySet().stream()
                            .filter(entry -> !entry.getValue().isNull())
                            .map(entry -> key(entry.getKey()) + " = " + literal(entry.getValue()))
                            .collect(Collectors.joining(", ", "{", "}"));
        }
        return value.isNumber() || value.isBoolean() ? value.asString() : quote(value.asString(""));
    }

    private static Map<String, JsonNode> byKey(ObjectNode object) {
        return object.propertyStream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static String key(String name) {
        return BARE_KEY.matcher(name).matches() ? name : quote(name);
    }

    private static String quote(String value) {
        StringBuilder quoted = new StringBuilder("\"");
        value.chars().forEach(c -> {
            if (c == '"' || c == '\\') {
                quoted.append('\\').append((char) c);
            } else if (c < ' ' || c == 0x7f) {
                quoted.append(String.format("\\u%04x", c));
            } else {
                quoted.append((char) c);
            }
        });
        return quoted.append('"').toString();
    }

    @Override
    public String toString() {
        return String.join("\n", lines) + "\n";
    }
}
