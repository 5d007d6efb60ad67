package dev.orrery.benchmarks.measure;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/**
 * How the medians of ways that were measured in the same run compare.
 *
 * @param name as it is printed: {@code a2 / b}
 * @param ways those that it takes
 * @param wanted what it should be, in words; may be empty
 */
public record Ratio(String name, List<String> ways, ToDoubleFunction<Map<String, Result>> value, String wanted) {
    public static Ratio of(String over, String under, String wanted) {
        return new Ratio(
                over + " / " + under,
                List.of(over, under),
                results -> median(results, over) / median(results, under),
                wanted);
    }

    /** What two ways cost more than a third one. */
    public static Ratio beyond(String over, String under, String limit, String wanted) {
        return new Ratio(
                "(" + over + " - " + limit + ") / (" + under + " - " + limit + ")",
                List.of(over, under, limit),
                results -> (median(results, over) - median(results, limit))
                        / (median(results, under) - median(results, limit)),
                wanted);
    }

    /** Whether all of it was measured. */
    public boolean isKnown(Map<String, Result> results) {
        return ways.stream()
                .allMatch(way -> results.containsKey(way) && results.get(way).isMeasured());
    }

    private static double median(Map<String, Result> results, String way) {
        return Objects.requireNonNull(results.get(way), way).median();
    }
}
