package dev.orrery.cli.terminal;

import java.util.ArrayList;
import java.util.List;

/** Rows of text under a header, in columns as wide as their widest cell. */
public final class Table {
    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();

    public Table(String... header) {
        rows.add(List.of(header));
    }

    public Table row(String... cells) {
        rows.add(List.of(cells));
        return this;
    }

    /** The header first, without trailing blanks. */
    public List<String> lines(Style style) {
        int columns = rows.getFirst().size();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < columns; i++) {
                line.append(i == 0 ? "" : GAP).append(padded(row.get(i), widths[i]));
            }
            String text = line.toString().stripTrailing();
            lines.add(lines.isEmpty() ? style.dim(text) : text);
        }
        return lines;
    }

    public static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}
