package dev.orrery.junit.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orrery.base.Failure;
import dev.orrery.base.NetworkStateException;
import dev.orrery.base.StageException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class HeldNetworkTest {
    private final HeldNetwork held = new HeldNetwork(Path.of("network.yaml"));
    private final StageException broken = new StageException(
            Failure.doing("starting hub/val1").seen("panic: no validators").build());

    @Test
    void aFailedStartIsReportedAsItIsToWhoeverStarted() {
        assertThatThrownBy(() -> held.get("FirstTest", () -> {
                    throw broken;
                }))
                .isSameAs(broken);
    }

    @Test
    void aFailedStartIsRememberedAndNotTriedAgain() {
        AtomicInteger starts = new AtomicInteger();
        assertThatThrownBy(() -> held.get("FirstTest", () -> {
                    starts.incrementAndGet();
                    throw broken;
                }))
                .isSameAs(broken);

        assertThatThrownBy(() -> held.get("SecondTest", () -> {
                    starts.incrementAndGet();
                    throw broken;
                }))
                .isInstanceOf(NetworkStateException.class)
                .hasMessageContaining("SecondTest")
                .hasMessageContaining("in FirstTest")
                .hasMessageContaining("panic: no validators")
                .hasCause(broken);
        assertThat(starts).hasValue(1);
    }

    @Test
    void nothingIsStartedAfterTheEnd() {
        held.close();

        assertThatThrownBy(() -> held.get("LateTest", () -> {
                    throw broken;
                }))
                .isInstanceOf(NetworkStateException.class)
                .hasMessageContaining("LateTest")
                .hasMessageContaining("the test run is over");
    }
}
