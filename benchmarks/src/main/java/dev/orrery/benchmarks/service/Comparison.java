package dev.orrery.benchmarks.service;

import dev.orrery.benchmarks.measure.Samples;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;

/** What was measured, side by side: medians, and how many times as long as ours each took. */
final class Comparison {
    static final String START = "start until it answers";
    static final String IDLE = "memory, nothing asked";
    static final String PEAK = "memory at the most";
    static final String FIRST = "genesis to all waiters, first of a start";
    static final String WAITERS = "genesis to all waiters, second";
    static final String UPLOAD = "large file up";
    static final String DOWNLOAD = "large file down";
    static final String COPY = "large file copied";
    /** Behind the name of what took so much of it. */
    static final String PROCESSOR = ", processor time";

    static final String SOCKET = "large file through a socket";

    private static final double MEGABYTE = 1e6;

    private final PrintStream out;
    private final Map<String, Map<String, Samples>> results;

    /** @param results by what was done, then by who did it, ours first; memory in MiB for seconds */
    Comparison(PrintStream out, Map<String, Map<String, Samples>> results) {
        this.out = out;
        this.results = results;
    }

    void print(int genesis, int large) {
        out.printf(
                "%nmedians; genesis of %d MB, large file of %d MB; ratio: theirs / ours, above 1 we are ahead%n",
                genesis, large);
        results.forEach((what, byWho) -> {
            double ours = median(byWho.values().iterator().next());
            byWho.forEach((who, samples) -> out.printf(
                    Locale.ROOT,
                    "%-44s %-26s %9.3f %-4s%9s %s%n",
                    what,
                    who,
                    median(samples),
                    what.startsWith("memory") ? "MiB" : "s",
                    median(samples) == ours ? "" : String.format(Locale.ROOT, "x %.2f", median(samples) / ours),
                    what.startsWith("large") && !what.endsWith(PROCESSOR)
                            ? String.format(Locale.ROOT, "%.0f MB/s", large * MEGABYTE / median(samples) / MEGABYTE)
                            : ""));
        });
        against(UPLOAD, COPY, "upload / plain copy + fsync");
        against(DOWNLOAD, SOCKET, "download / bare socket");
    }

    private void against(String what, String limit, String label) {
        if (results.containsKey(what) && results.containsKey(limit)) {
            double least = median(results.get(limit).values().iterator().next());
            results.get(what)
                    .forEach((who, samples) ->
                            out.printf(Locale.ROOT, "%-44s %-26s x %.2f%n", label, who, median(samples) / least));
        }
    }

    private static double median(Samples samples) {
        return Samples.seconds(samples.median());
    }
}
