package dev.orrery.spec;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;

/** Breaks network files in the ways that editors, scripts, disks and people do; the same seed, the same files. */
final class Mutator {
    private static final List<String> WEIRD = List.of(
            "",
            "~",
            "null",
            "true",
            "yes",
            "-1",
            "0",
            "1e9999",
            "-.inf",
            ".nan",
            "0x1F",
            "0o17",
            "[]",
            "{}",
            "[[]]",
            "{a: 1}",
            "''",
            "\"\"",
            "' '",
            "\"\\0\"",
            "\"\\ud800\"",
            "!!str 5",
            "!!binary abc",
            "&a x",
            "*a",
            "<<",
            "? x",
            "|",
            ">",
            "|9",
            "@",
            "`",
            "%",
            "- -",
            "1.0.0",
            "2026-01-01",
            "99999999999999999999999999999999999999999999999999",
            "\uD83D\uDE80",
            "\u202E",
            "../../../..",
            "/dev/null",
            "${HOME}",
            "$(reboot)",
            "a: b: c",
            "\"\\",
            "\t",
            "#",
            "---",
            "...",
            "100000000000000h",
            "1uatom,1uatom",
            "uatom",
            "0uatom",
            "hub",
            "zone",
            "hub-1",
            "x".repeat(5000),
            "[".repeat(150));

    private final Random random;

    Mutator(long seed) {
        this.random = new Random(seed);
    }

    /** A file with one to four changes. */
    byte[] mutate(String yaml) {
        List<UnaryOperator<String>> changes = List.of(
                this::dropLine,
                this::repeatLine,
                this::swapLines,
                this::renameKey,
                this::retype,
                this::indent,
                this::truncate,
                this::nest,
                this::changeCharacter);
        String text = yaml;
        int count = 1 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            text = changes.get(random.nextInt(changes.size())).apply(text);
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return random.nextInt(5) == 0 ? randomBytes(bytes) : bytes;
    }

    private String dropLine(String text) {
        List<String> lines = lines(text);
        lines.remove(random.nextInt(lines.size()));
        return String.join("\n", lines);
    }

    private String repeatLine(String text) {
        List<String> lines = lines(text);
        lines.add(random.nextInt(lines.size()), lines.get(random.nextInt(lines.size())));
        return String.join("\n", lines);
    }

    private String swapLines(String text) {
        List<String> lines = lines(text);
        Collections.swap(lines, random.nextInt(lines.size()), random.nextInt(lines.size()));
        return String.join("\n", lines);
    }

    private String renameKey(String text) {
        List<Integer> colons = places(text, ':');
        if (colons.isEmpty()) {
            return text;
        }
        int colon = colons.get(random.nextInt(colons.size()));
        return text.substring(0, Math.max(0, colon - random.nextInt(3))) + text.substring(colon);
    }

    private String retype(String text) {
        List<Integer> colons = places(text, ':');
        if (colons.isEmpty()) {
            return text + weird();
        }
        int start = colons.get(random.nextInt(colons.size())) + 1;
        int end = start;
        while (end < text.length() && "\n,}]".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return text.substring(0, start) + " " + weird() + text.substring(end);
    }

    private String indent(String text) {
        List<String> lines = lines(text);
        int line = random.nextInt(lines.size());
        lines.set(
                line,
                random.nextBoolean()
                        ? (random.nextBoolean() ? "\t" : "  ") + lines.get(line)
                        : lines.get(line).stripLeading());
        return String.join(random.nextInt(4) == 0 ? "\r\n" : "\n", lines);
    }

    private String truncate(String text) {
        return text.substring(0, random.nextInt(text.length() + 1));
    }

    private String nest(String text) {
        int at = random.nextInt(text.length() + 1);
        String open = List.of("[", "{a: ", "- ", "? ", "{").get(random.nextInt(5));
        return text.substring(0, at) + open.repeat(1 + random.nextInt(2000)) + text.substring(at);
    }

    private String changeCharacter(String text) {
        int at = random.nextInt(text.length() + 1);
        String other = String.valueOf(
                "{}[],:#&*!|>'\"%@`?-~ \n\r\t\u0000\u0007\u0085\u2028\uFEFFé".charAt(random.nextInt(30)));
        return text.substring(0, at) + other + text.substring(Math.min(text.length(), at + random.nextInt(2)));
    }

    private byte[] randomBytes(byte[] bytes) {
        byte[] changed = Arrays.copyOf(bytes, bytes.length + random.nextInt(3));
        for (int i = random.nextInt(8); i >= 0 && changed.length > 0; i--) {
            changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
        }
        return changed;
    }

    private String weird() {
        return WEIRD.get(random.nextInt(WEIRD.size()));
    }

    private static List<String> lines(String text) {
        return new ArrayList<>(List.of(text.split("\n", -1)));
    }

    private static List<Integer> places(String text, char wanted) {
        List<Integer> places = new ArrayList<>();
        for (int at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
            places.add(at);
        }
        return places;
    }
}
