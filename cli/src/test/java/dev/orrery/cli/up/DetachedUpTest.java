package dev.orrery.cli.up;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DetachedUpTest {
    @Test
    void aBackgroundProcessGetsASessionOfItsOwn() {
        assertThat(DetachedUp.inOwnSession("/nowhere:" + "")).first().isEqualTo("/bin/sh");
    }
}
