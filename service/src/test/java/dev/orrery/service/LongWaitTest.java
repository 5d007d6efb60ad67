package dev.orrery.service;

import static dev.orrery.service.Service.problem;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The longest wait there is. It costs nothing but time, so the other tests run beside it. */
@Tag("full")
@Execution(ExecutionMode.CONCURRENT)
class LongWaitTest {
    @TempDir
    Path folder;

    @Test
    void aMinuteIsWaitedWithTheUsualLimits() {
        try (Service service = Service.in(folder)) {
            Instant begin = Instant.now();

            assertThat(problem(service.send("GET", "/v1/files/none?wait=60s"))).isEqualTo("no-such-file");

            assertThat(Duration.between(begin, Instant.now())).isGreaterThanOrEqualTo(Duration.ofSeconds(60));
        }
    }
}
