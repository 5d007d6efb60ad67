package dev.orrery.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.base.InvalidInputException;
import dev.orrery.base.NetworkStateException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What happens to the classes of a network that does not come up. */
class FailedStartTest {
    @NetworkTest("broken.yaml")
    static class First {
        @Test
        void neverRuns() {}
    }

    @NetworkTest("broken.yaml")
    static class Second {
        @Test
        void neverRuns() {}
    }

    @Test
    void failsEveryClassAndIsNotTriedAgain() {
        var run = Kit.run(First.class, Second.class);

        run.testEvents().assertStatistics(tests -> tests.started(0));
        List<Throwable> failures = Kit.failures(run);
        assertThat(failures).hasSize(2);
        assertThat(failures.get(0))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("broken.yaml:6:")
                .hasMessageContaining("did you mean \"validators\"?");
        assertThat(failures.get(1))
                .isInstanceOf(NetworkStateException.class)
                .hasMessageContaining("its start failed before, in First")
                .hasCause(failures.get(0));
    }

    @NetworkTest("absent.yaml")
    static class NoFile {
        @Test
        void neverRuns() {}
    }

    @Test
    void aMissingFileIsNamed() {
        assertThat(Kit.failures(Kit.run(NoFile.class)))
                .singleElement()
                .isInstanceOf(InvalidInputException.class)
                .asString()
                .contains("absent.yaml", "@NetworkTest");
    }

    @NetworkTest(value = "one-chain.yaml", timeoutSeconds = 0)
    static class NoTime {
        @Test
        void neverRuns() {}
    }

    @Test
    void aTimeoutMustBePositive() {
        assertThat(Kit.failures(Kit.run(NoTime.class)))
                .singleElement()
                .asString()
                .contains("NoTime", "timeoutSeconds must be at least 1, not 0");
    }

    @ExtendWith(dev.orrery.junit.internal.NetworkExtension.class)
    static class NoAnnotation {
        @Test
        void neverRuns() {}
    }

    @Test
    void theExtensionAloneIsNotEnough() {
        assertThat(Kit.failures(Kit.run(NoAnnotation.class)))
                .singleElement()
                .asString()
                .contains("NoAnnotation", "without that annotation");
    }
}
