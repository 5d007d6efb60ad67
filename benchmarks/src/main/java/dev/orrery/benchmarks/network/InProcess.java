package dev.orrery.benchmarks.network;

import dev.orrery.benchmarks.measure.Measured;
import dev.orrery.benchmarks.measure.Phase;
import dev.orrery.benchmarks.measure.Timeline;
import dev.orrery.benchmarks.measure.Way;
import dev.orrery.engine.Orrery;
import dev.orrery.engine.RunningNetwork;
import dev.orrery.engine.UpOptions;
import dev.orrery.spec.NetworkSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a JUnit test waits for: {@code Orrery.up} in a JVM that runs already. */
public record InProcess(NetworkSpec spec) implements Way {
    @Override
    public String label() {
        return "Orrery.up in a running JVM";
    }

    @Override
    public Measured run(Path folder) {
        Timeline timeline = new Timeline();
        UpOptions options = UpOptions.in(folder.resolve(spec.name())).listener(timeline::on);
        long start = System.nanoTime();
        try (RunningNetwork network = Orrery.up(spec, options)) {
            Duration total = Duration.ofNanos(System.nanoTime() - start);
            return new Measured(total, labels(timeline.phases(total, false)));
        }
    }

    public static Map<String, Duration> labels(Map<Phase, Duration> phases) {
        Map<String, Duration> parts = new LinkedHashMap<>();
        phases.forEach((phase, took) -> parts.put(phase.label(), took));
        return parts;
    }
}
