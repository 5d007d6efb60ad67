package dev.orrery.benchmarks.measure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The same thing, measured several times. */
public final class Samples {
    private final List<Duration> taken = new ArrayList<>();

    public void add(Duration duration) {
        taken.add(duration);
        Collections.sort(taken);
    }

    public int count() {
        return taken.size();
    }

    public Duration min() {
        return taken.getFirst();
    }

    public Duration max() {
        return taken.getLast();
    }

    /** Of an even number, the mean of the two in the middle. */
    public Duration median() {
        int middle = taken.size() / 2;
        return taken.size() % 2 == 1
                ? taken.get(middle)
                : taken.get(middle - 1).plus(taken.get(middle)).dividedBy(2);
    }

    public static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
