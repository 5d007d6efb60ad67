package dev.orrery.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileLockTest {
    @TempDir
    Path folder;

    @Test
    void isExclusiveWithinOneProcessToo() {
        Path file = folder.resolve("lock");
        try (FileLock held = FileLock.tryAcquire(file).orElseThrow()) {
            assertThat(held).isNotNull();
            assertThat(FileLock.tryAcquire(file)).isEmpty();
        }
        FileLock.tryAcquire(file).orElseThrow().close();
    }

    @Test
    void aMissedDeadlineSaysWhatWasExpected() {
        Path file = folder.resolve("lock");
        FileLock held = FileLock.tryAcquire(file).orElseThrow();
        assertThatThrownBy(() -> FileLock.acquire(
                        file,
                        Deadline.after(Duration.ofMillis(20)),
                        () -> Failure.doing("waiting")
                                .expected("a free lock")
                                .seen("a held one")
                                .build()))
                .isInstanceOf(DeadlineExceededException.class)
                .hasMessageContaining("expected: a free lock");
        held.close();
    }
}
