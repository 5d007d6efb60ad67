package dev.orrery.benchmarks.network;

import dev.orrery.benchmarks.measure.Folders;
import dev.orrery.benchmarks.measure.Launcher;
import dev.orrery.benchmarks.measure.Measured;
import dev.orrery.benchmarks.measure.Started;
import dev.orrery.benchmarks.measure.Timeline;
import dev.orrery.benchmarks.measure.Way;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** {@code ./orrery up}: from the start of the launcher until it says on its output that the network is ready. */
public record CommandLine(Launcher launcher, Path networkFile) implements Way {
    @Override
    public String label() {
        return "./orrery up, JVM included";
    }

    @Override
    public Measured run(Path folder) {
        Folders.copy(networkFile, folder.resolve("network.yaml"));
        Timeline timeline = new Timeline();
        AtomicReference<@Nullable Duration> ready = new AtomicReference<>();
        AtomicReference<String> last = new AtomicReference<>("nothing");
        long start = System.nanoTime();
        Process process = launcher.start(folder, "up", "--json");
        try {
            Launcher.read(process, event -> {
                timeline.on(event);
                last.set(event.toString());
                if (event.path("event").asString("").equals("ready")) {
                    ready.set(Duration.ofNanos(System.nanoTime() - start));
                    // Process.destroy would close the output that is still to be read.
                    process.toHandle().destroy();
                }
            });
        } finally {
            Started.end(process);
        }
        Duration total = ready.get();
        if (total == null || Files.exists(folder.resolve(".orrery"))) {
            throw Launcher.failed(
                    folder, "up", (total == null ? "never ready" : ".orrery is left") + ", last: " + last);
        }
        return new Measured(total, InProcess.labels(timeline.phases(total, true)));
    }
}
