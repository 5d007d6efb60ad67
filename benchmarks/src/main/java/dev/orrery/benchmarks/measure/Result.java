package dev.orrery.benchmarks.measure;

import java.io.PrintStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** All measurements of one way. */
public final class Result {
    private final String name;
    private final String label;
    private final Samples totals = new Samples();
    private final Map<String, Samples> parts = new LinkedHashMap<>();

    public Result(String name, String label) {
        this.name = name;
        this.label = label;
    }

    public void add(Measured measured) {
        totals.add(measured.total());
        measured.parts()
                .forEach((part, took) ->
                        parts.computeIfAbsent(part, ignored -> new Samples()).add(took));
    }

    public boolean isMeasured() {
        return totals.count() > 0;
    }

    public double median() {
        return Samples.seconds(totals.median());
    }

    public void print(PrintStream out) {
        if (!isMeasured()) {
            out.printf("%-3s %-42s   failed%n", name, label);
            return;
        }
        out.printf(
                Locale.ROOT,
                "%-3s %-42s %8.3f %8.3f %8.3f%n",
                name,
                label,
                Samples.seconds(totals.min()),
                median(),
                Samples.seconds(totals.max()));
    }

    /** The median of each part; they need not add up to the median of the whole. */
    public void printParts(PrintStream out) {
        if (parts.isEmpty()) {
            return;
        }
        out.printf("%n%s  %s: where the time goes (medians, ms)%n", name, label);
        parts.forEach((part, samples) -> out.printf(Locale.ROOT, "    %-42s %8d%n", part, millis(samples.median())));
    }

    private static long millis(Duration duration) {
        return Math.round(duration.toNanos() / 1e6);
    }
}
