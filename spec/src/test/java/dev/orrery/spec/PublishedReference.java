package dev.orrery.spec;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Writes the page of the guide that lists every key, from the schema: a section for each mapping, in the order of the file. */
final class PublishedReference {
    private static final String HEAD = """
        # Every key of `network.yaml`

        This page is written from the [JSON Schema](../../spec/network.schema.json) of the file, so it is complete; what the keys are for,
        and how they go together, [another page](network-yaml.md) tells. `<name>` stands for a name of your own, `[]` for each entry of a list.
        """;

    private final StringBuilder page = new StringBuilder(HEAD);

    private PublishedReference() {}

    static String text() {
        PublishedReference reference = new PublishedReference();
        reference.section("", SpecSchema.schema());
        return reference.page.toString();
    }

    private void section(String path, JsonNode mapping) {
        page.append("\n## ")
                .append(path.isEmpty() ? "The file" : "`" + path + "`")
                .append("\n\n");
        page.append("| key | default | value | |\n|---|---|---|---|\n");
        List<String> required =
                mapping.path("required").valueStream().map(JsonNode::asString).toList();
        Map<String, JsonNode> below = new LinkedHashMap<>();
        mapping.path("properties").properties().forEach(entry -> {
            String key = entry.getKey();
            JsonNode value = entry.getValue();
            String fallback =
                    value.has("default") ? "`" + value.get("default") + "`" : required.contains(key) ? "required" : "";
            page.append("| `" + key + "` | " + fallback + " | " + kind(value) + " | "
                    + cell(value.path("description").asString("")) + " |\n");
            below.putAll(mappings((path.isEmpty() ? "" : path + ".") + key, value));
        });
        below.forEach(this::section);
    }

    /** The mappings with keys of the format that a value may hold, by where they stand. */
    private static Map<String, JsonNode> mappings(String path, JsonNode value) {
        Map<String, JsonNode> found = new LinkedHashMap<>();
        if (value.path("properties").isObject()
                && !value.path("additionalProperties").asBoolean(true)) {
            found.put(path, value);
        }
        if (value.path("additionalProperties").isObject()) {
            found.putAll(mappings(path + ".<name>", value.get("additionalProperties")));
        }
        if (value.has("items")) {
            found.putAll(mappings(path + "[]", value.get("items")));
        }
        value.path("oneOf").forEach(alternative -> mappings(path, alternative).forEach(found::putIfAbsent));
        return found;
    }

    private static String kind(JsonNode value) {
        if (value.has("oneOf") && !value.has("properties")) {
            return value.get("oneOf")
                    .valueStream()
                    .map(PublishedReference::kind)
                    .distinct()
                    .collect(Collectors.joining("; or "));
        }
        if (value.has("enum")) {
            return value.get("enum")
                    .valueStream()
                    .map(word -> "`" + word.asString() + "`")
                    .collect(Collectors.joining(", "));
        }
        List<String> types = value.path("type").isArray()
                ? value.get("type").valueStream().map(JsonNode::asString).toList()
                : List.of(value.path("type").asString("any"));
        return types.stream().map(type -> kind(type, value)).collect(Collectors.joining(" or "));
    }

    private static String kind(String type, JsonNode value) {
        return switch (type) {
            case "string" -> "text";
            case "boolean" -> "`true`, `false`";
            case "integer" -> "whole number" + range(value);
            case "number" -> "number" + range(value);
            case "array" -> "list of: " + kind(value.path("items"));
            case "object" ->
                value.path("additionalProperties").isObject()
                        ? "mapping to: " + kind(value.get("additionalProperties"))
                        : "mapping";
            default -> "anything";
        };
    }

    private static String range(JsonNode value) {
        List<String> words = new ArrayList<>();
        if (value.has("minimum") && value.get("minimum").equals(value.path("maximum"))) {
            return ": " + value.get("minimum").asString();
        }
        if (value.has("minimum")) {
            words.add("from " + value.get("minimum").asString());
        }
        if (value.has("maximum")) {
            String most = value.get("maximum").asString();
            words.add("to " + (most.length() > 20 ? "2^256 - 1" : most));
        }
        return words.isEmpty() ? "" : " " + String.join(" ", words);
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("<", "&lt;");
    }
}
