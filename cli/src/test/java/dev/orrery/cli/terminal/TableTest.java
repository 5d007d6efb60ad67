package dev.orrery.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TableTest {
    @Test
    void aTableIsAsWideAsItsWidestCellsAndHasNoTrailingBlanks() {
        assertThat(new Table("A", "B").row("long cell", "").row("x", "y").lines(Style.PLAIN))
                .containsExactly("A          B", "long cell", "x          y");
    }
}
