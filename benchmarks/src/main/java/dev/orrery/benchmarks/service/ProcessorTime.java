package dev.orrery.benchmarks.service;

import java.time.Duration;
import java.util.stream.Stream;

/** How long a process and those that it started have kept processors busy: the same on a busy machine as on a quiet one. */
final class ProcessorTime {
    private ProcessorTime() {}

    static Duration of(Process process) {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .map(handle -> handle.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }
}
