package dev.orrery.benchmarks.measure;

import java.time.Duration;
import java.util.Map;

/**
 * One measurement.
 *
 * @param total until every node was at block 1 (and, where there are paths, until they were seen open)
 * @param parts where it went, by name, in their order; may be empty
 */
public record Measured(Duration total, Map<String, Duration> parts) {}
