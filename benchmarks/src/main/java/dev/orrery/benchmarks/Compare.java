package dev.orrery.benchmarks;

import dev.orrery.base.AtomicFiles;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Brings the same network up in several ways, in turns, so that whatever else the machine does meets all of them. */
final class Compare {
    private final PrintStream out;
    private final Map<String, Way> ways;
    private final boolean keep;

    /** @param ways by their short names: {@code a}, {@code a2}, {@code b}, {@code c} */
    Compare(PrintStream out, Map<String, Way> ways, boolean keep) {
        this.out = out;
        this.ways = new LinkedHashMap<>(ways);
        this.keep = keep;
    }

    void run(int warmUp, int rounds) {
        for (int i = 1; i <= warmUp; i++) {
            round("warm-up " + i, new LinkedHashMap<>());
        }
        Map<String, Result> results = new LinkedHashMap<>();
        ways.forEach((name, way) -> results.put(name, new Result(name, way.label())));
        for (int i = 1; i <= rounds; i++) {
            round("round " + i + " of " + rounds, results);
        }
        out.printf("%n%-46s %8s %8s %8s   (s, %d rounds)%n", "to ready", "min", "median", "max", rounds);
        results.values().forEach(result -> result.print(out));
        ratios(results);
        results.values().forEach(result -> result.printParts(out));
    }

    private void round(String title, Map<String, Result> results) {
        StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-14s", title));
        for (Map.Entry<String, Way> way : ways.entrySet()) {
            Path folder = Folders.temporary();
            boolean done = false;
            try {
                Measured measured = way.getValue().run(AtomicFiles.folder(folder.resolve("run")));
                line.append(String.format(Locale.ROOT, "  %s %.3f", way.getKey(), Samples.seconds(measured.total())));
                Result result = results.get(way.getKey());
                if (result != null) {
                    result.add(measured);
                }
                done = true;
            } finally {
                if (done || !keep) {
                    AtomicFiles.deleteTree(folder);
                } else {
                    out.println("kept: " + folder);
                }
            }
        }
        out.println(line);
    }

    private void ratios(Map<String, Result> results) {
        out.println();
        Result a = results.get("a");
        Result a2 = results.get("a2");
        Result b = results.get("b");
        Result c = results.get("c");
        if (b == null) {
            return;
        }
        if (a != null) {
            ratio("a / b", a.median() / b.median(), "wanted: at most 2");
        }
        if (a2 != null) {
            ratio("a2 / b", a2.median() / b.median(), "wanted: at most 1.3");
        }
        if (c != null && a != null) {
            ratio("(c - b) / (a - b)", (c.median() - b.median()) / (a.median() - b.median()), "wanted: at least 5");
        }
        if (c != null && a2 != null) {
            ratio("(c - b) / (a2 - b)", (c.median() - b.median()) / (a2.median() - b.median()), "");
        }
    }

    private void ratio(String name, double value, String wanted) {
        out.printf(Locale.ROOT, "%-20s %6.2f   %s%n", name, value, wanted);
    }

    /** The ways that were asked for, of all that there are. */
    static Map<String, Way> only(Map<String, Way> all, List<String> names) {
        Map<String, Way> some = new LinkedHashMap<>(all);
        some.keySet().retainAll(names);
        return some;
    }
}
