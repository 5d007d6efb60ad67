package dev.orrery.benchmarks.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What a process and those that it started have of the machine's memory, as Linux tells it. */
final class Memory {
    private Memory() {}

    /** In MiB, now. */
    static long resident(Process process) {
        return sum(process, "VmRSS:");
    }

    /** In MiB, at the most since they were started. */
    static long peak(Process process) {
        return sum(process, "VmHWM:");
    }

    private static long sum(Process process, String line) {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                        .mapToLong(handle -> kilobytes(handle.pid(), line))
                        .sum()
                / 1024;
    }

    private static long kilobytes(long pid, String name) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
            return lines.filter(line -> line.startsWith(name))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }
}
