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

    @Test
    void aLockFileThatItsHolderRemovedKeepsNobodyOutAndLetsNobodyShare() throws Exception {
        Path file = folder.resolve("sub/lock");
        FileLock first = FileLock.tryAcquire(file).orElseThrow();
        java.nio.file.Files.delete(file);
        java.nio.file.Files.delete(file.getParent());
        first.close();
        try (FileLock second = FileLock.tryAcquire(file).orElseThrow()) {
            assertThat(second).isNotNull();
            assertThat(file).exists();
            assertThat(FileLock.isHeld(file)).isTrue();
        }
        assertThat(FileLock.isHeld(file)).isFalse();
    }

    @Test
    void waitingForAFreeLockCreatesNothing() {
        Path file = folder.resolve("sub/lock");
        FileLock.awaitFree(
                file,
                Deadline.after(Duration.ofSeconds(1)),
                () -> Failure.doing("waiting").build());
        assertThat(FileLock.isHeld(file)).isFalse();
        assertThat(file.getParent()).doesNotExist();
    }
}
