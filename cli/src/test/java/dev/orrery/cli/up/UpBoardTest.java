package dev.orrery.cli.up;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.cli.terminal.Style;
import dev.orrery.cli.terminal.Terminal;
import dev.orrery.engine.Stage;
import dev.orrery.engine.UpEvent;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class UpBoardTest {
    private static final long SECOND = 1_000_000_000L;
    private static final Duration AT = Duration.ofSeconds(1);
    private static final Style STYLE = new Style(false, true);

    private final UpBoard board = new UpBoard(0);

    @Test
    void showsABuildWithItsStepAndItsTimeUntilTheBinaryIsThere() {
        board.on(new UpEvent.BinaryStep(AT, "go: x@v1", "compiling grpc", Duration.ofSeconds(40)), 40 * SECOND);

        assertThat(board.lines(STYLE, 0, 41 * SECOND)).containsExactly("⠋ go: x@v1  compiling grpc  41 s", "  41 s");

        board.on(new UpEvent.BinaryReady(AT, "hub", "go: x@v1"), 42 * SECOND);

        assertThat(board.lines(STYLE, 0, 42 * SECOND)).containsExactly("  42 s");
    }

    @Test
    void showsEachNodesStagesAndPaths() {
        board.on(new UpEvent.StageStarted(AT, "hub", "val10", Stage.INIT_NODE), SECOND);
        board.on(new UpEvent.StageDone(AT, "hub", "val2", Stage.INIT_NODE, Duration.ofMillis(120)), SECOND);
        board.on(new UpEvent.StageStarted(AT, "hub", "val2", Stage.START), SECOND);
        board.on(new UpEvent.PathOpen(AT, "hub-zone"), SECOND);

        assertThat(board.lines(STYLE, 0, 2 * SECOND))
                .extracting(String::stripTrailing)
                .containsExactly(
                        "             init-node   start",
                        "  hub/val2   ✓ 0.12 s    ⠋ 1.0 s",
                        "  hub/val10  ⠋ 1.0 s",
                        "  hub-zone   ✓ open on both sides",
                        "  2.0 s");
    }

    @Test
    void afterAFailureItShowsWhereItStood() {
        board.on(new UpEvent.StageStarted(AT, "hub", "val1", Stage.START), SECOND);
        board.failed();

        assertThat(board.lines(STYLE, 0, 2 * SECOND)).anyMatch(line -> line.contains("✗ 1.0 s"));
    }

    @Test
    void isDrawnOverItselfAndNeverHigherThanTheTerminal() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        LiveUpView view = new LiveUpView(new Terminal(InputStream.nullInputStream(), out, out, true, STYLE, STYLE), 4);
        for (int i = 1; i <= 9; i++) {
            view.on(new UpEvent.StageStarted(AT, "hub", "val" + i, Stage.START));
        }

        view.tick();
        int first = bytes.size();
        view.tick();

        String drawn = bytes.toString(StandardCharsets.UTF_8);
        assertThat(drawn.substring(0, first)).doesNotContain("\u001b[3A").contains("hub/val1", "hub/val2");
        assertThat(drawn.substring(first)).contains("\u001b[3A").doesNotContain("hub/val9");
    }
}
