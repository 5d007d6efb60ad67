package dev.orrery.engine.internal;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orrery.base.InvalidInputException;
import org.junit.jupiter.api.Test;

class BackendsTest {
    @Test
    void anUnknownBackendIsRefusedWithTheModuleThatWouldHaveIt() {
        assertThatThrownBy(() -> Backends.named("moon"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("looking for the backend \"moon\"")
                .satisfies(e -> org.assertj.core.api.Assertions.assertThat(
                                ((InvalidInputException) e).failure().lines())
                        .anyMatch(line -> line.contains("[]"))
                        .anyMatch(line -> line.contains("orrery-backend-moon")));
    }
}
