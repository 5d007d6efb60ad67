package dev.orrery.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class StyleTest {
    private static final Map<String, String> XTERM = Map.of("TERM", "xterm-256color");

    @Test
    void coloursAreForTerminals() {
        assertThat(Terminal.coloursWanted(true, XTERM)).isTrue();
        assertThat(Terminal.coloursWanted(false, XTERM)).isFalse();
    }

    @Test
    void noColorRefusesThemUnlessItIsEmpty() {
        assertThat(Terminal.coloursWanted(true, Map.of("TERM", "xterm", "NO_COLOR", "1")))
                .isFalse();
        assertThat(Terminal.coloursWanted(true, Map.of("TERM", "xterm", "NO_COLOR", "")))
                .isTrue();
    }

    @Test
    void aDumbTerminalGetsNone() {
        assertThat(Terminal.coloursWanted(true, Map.of("TERM", "dumb"))).isFalse();
        assertThat(Terminal.coloursWanted(true, Map.of())).isFalse();
    }

    @Test
    void withoutColoursTextStaysAsItIs() {
        assertThat(Style.PLAIN.red("boo") + Style.PLAIN.bold("b") + Style.PLAIN.tinted("k", "t"))
                .isEqualTo("boobt");
        assertThat(new Style(true, true).red("boo")).isEqualTo("\u001b[31mboo\u001b[0m");
    }

    @Test
    void signsAreAsciiWhereTheCharacterSetIs() {
        assertThat(Style.PLAIN.done() + Style.PLAIN.broken() + Style.PLAIN.busy(7))
                .isEqualTo("okx\\");
        assertThat(new Style(false, true).done()).isEqualTo("✓");
    }

    @Test
    void aSpeakerKeepsItsColour() {
        Style style = new Style(true, true);

        assertThat(style.tinted("hub/val1", "x")).isEqualTo(style.tinted("hub/val1", "x"));
    }
}
