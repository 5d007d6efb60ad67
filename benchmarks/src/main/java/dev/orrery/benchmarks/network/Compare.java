package dev.orrery.benchmarks.network;

import dev.orrery.base.AtomicFiles;
import dev.orrery.base.OrreryException;
import dev.orrery.benchmarks.measure.Folders;
import dev.orrery.benchmarks.measure.Measured;
import dev.orrery.benchmarks.measure.Ratio;
import dev.orrery.benchmarks.measure.Result;
import dev.orrery.benchmarks.measure.Samples;
import dev.orrery.benchmarks.measure.Way;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Brings the same network up in several ways, in turns, so that whatever else the machine does meets all of them. */
public final class Compare {
    private final PrintStream out;
    private final Map<String, Way> ways;
    private final List<Ratio> ratios;
    private final boolean keep;
    private int failures;

    /**
     * @param ways by their short names: {@code a}, {@code a2}, {@code b}, {@code c}
     * @param ratios what is told of them; of those that were not measured, nothing is
     * @param keep whether the folder of a way that failed stays
     */
    public Compare(PrintStream out, Map<String, Way> ways, List<Ratio> ratios, boolean keep) {
        this.out = out;
        this.ways = new LinkedHashMap<>(ways);
        this.ratios = List.copyOf(ratios);
        this.keep = keep;
    }

    /**
     * Runs them, and prints every round as it ends.
     *
     * @param limit no round begins after that long; the first always does
     * @return how many times a way failed, which is a result like any other
     */
    public int run(int warmUp, int rounds, Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        for (int i = 1; i <= warmUp; i++) {
            round("warm-up " + i, new LinkedHashMap<>());
        }
        Map<String, Result> results = new LinkedHashMap<>();
        ways.forEach((name, way) -> results.put(name, new Result(name, way.label())));
        int done = 0;
        while (done < rounds && (done == 0 || System.nanoTime() < end)) {
            done++;
            round("round " + done + " of " + rounds, results);
        }
        out.printf("%n%-46s %8s %8s %8s   (s, %d rounds)%n", "", "min", "median", "max", done);
        results.values().forEach(result -> result.print(out));
        out.println();
        ratios.stream()
                .filter(ratio -> ratio.isKnown(results))
                .forEach(ratio -> out.printf(
                        Locale.ROOT,
                        "%-20s %6.2f   %s%n",
                        ratio.name(),
                        ratio.value().applyAsDouble(results),
                        ratio.wanted()));
        results.values().forEach(result -> result.printParts(out));
        return failures;
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
            } catch (OrreryException e) {
                failures++;
                line.append("  ").append(way.getKey()).append(" failed");
                out.println(String.join(System.lineSeparator(), e.failure().lines()));
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

    /** The ways that were asked for, of all that there are. */
    public static Map<String, Way> only(Map<String, Way> all, List<String> names) {
        Map<String, Way> some = new LinkedHashMap<>(all);
        some.keySet().retainAll(names);
        return some;
    }
}
