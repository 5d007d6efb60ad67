package dev.orrery.junit.internal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Gives every network of a test run a folder of its own below the build's output. */
final class StateFolders {
    private static final AtomicInteger COUNT = new AtomicInteger();

    private StateFolders() {}

    /** {@code target/orrery/<name>-<run>}, where the run is this process and a number within it. */
    static Path next(Path workingDirectory, String network) {
        String run = ProcessHandle.current().pid() + "-" + COUNT.incrementAndGet();
        return output(workingDirectory).resolve("orrery").resolve(network + "-" + run);
    }

    /** Where the build tool puts what may be deleted. */
    static Path output(Path workingDirectory) {
        boolean maven = Files.exists(workingDirectory.resolve("pom.xml"));
        boolean gradle = Stream.of("build.gradle", "build.gradle.kts", "settings.gradle", "settings.gradle.kts")
                .anyMatch(name -> Files.exists(workingDirectory.resolve(name)));
        return workingDirectory.resolve(gradle && !maven ? "build" : "target");
    }
}
