package dev.orrery.client.amino;

import java.math.BigDecimal;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** JSON byte for byte as Go's encoding/json writes it. */
final class GoJson {
    private static final double EXACT = 9007199254740992.0;

    private GoJson() {}

    /** A text in quotes; characters that HTML minds are escaped, as Go does unless told not to. */
    static String quote(String text) {
        StringBuilder out = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            switch (character) {
                case '"', '\\' -> out.append('\\').append(character);
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                case '<', '>', '&', '\u2028', '\u2029' -> escape(out, character);
                default -> {
                    if (character < ' ') {
                        escape(out, character);
                    } else {
                        out.append(character);
                    }
                }
            }
        }
        return out.append('"').toString();
    }

    /** Any JSON with the keys of its objects sorted; numbers are 64-bit floats, as Go reads them. */
    static String sorted(JsonNode json) {
        if (json.isObject()) {
            TreeMap<String, JsonNode> fields = new TreeMap<>();
            json.forEachEntry(fields::put);
            StringBuilder out = new StringBuilder("{");
            fields.forEach((name, value) -> out.append(out.length() == 1 ? "" : ",")
                    .append(quote(name))
                    .append(':')
                    .append(sorted(value)));
            return out.append('}').toString();
        }
        if (json.isArray()) {
            StringBuilder out = new StringBuilder("[");
            json.forEach(item -> out.append(out.length() == 1 ? "" : ",").append(sorted(item)));
            return out.append(']').toString();
        }
        if (json.isString()) {
            return quote(json.stringValue());
        }
        return json.isNumber() ? number(json.doubleValue()) : json.asString("null");
    }

    private static String number(double value) {
        if (value == Math.rint(value) && Math.abs(value) < EXACT) {
            return Long.toString((long) value);
        }
        BigDecimal shortest = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        double size = Math.abs(value);
        if (size >= 1e-6 && size < 1e21) {
            return shortest.toPlainString();
        }
        int exponent = shortest.precision() - shortest.scale() - 1;
        String digits = shortest.movePointLeft(exponent).stripTrailingZeros().toPlainString();
        return digits + (exponent < 0 ? "e-" : "e+") + (Math.abs(exponent) < 10 ? "0" : "") + Math.abs(exponent);
    }

    private static void escape(StringBuilder out, char character) {
        out.append(String.format("\\u%04x", (int) character));
    }
}
