package dev.orrery.cli.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orrery.base.InvalidInputException;
import dev.orrery.cli.terminal.Style;
import dev.orrery.cli.terminal.Terminal;
import dev.orrery.engine.Stage;
import dev.orrery.engine.plan.NodeId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LogsTest {
    private static final NodeId HUB = new NodeId("hub", "val1");
    private static final NodeId ZONE = new NodeId("zone", "val1");
    private static final List<NodeId> NODES = List.of(HUB, ZONE);

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void linesOfSeveralNodesSayWhoseTheyAre() {
        LogPrinter printer = new LogPrinter(terminal(out), false, true, NODES);

        printer.print(HUB, Stage.START, "one");
        printer.print(ZONE, Stage.START, "two");

        assertThat(printed()).isEqualTo("hub/val1  | one\nzone/val1 | two\n");
    }

    @Test
    void linesOfOneNodeAreAsTheyAre() {
        new LogPrinter(terminal(out), false, false, NODES).print(HUB, Stage.START, "one");

        assertThat(printed()).isEqualTo("one\n");
    }

    @Test
    void coloursOfTheNodeAreForThoseWhoSeeThem() {
        String coloured = "\u001b[90m1:29AM\u001b[0m \u001b[32mINF\u001b[0m hello";
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);

        new LogPrinter(Terminal.plain(print, print), false, false, NODES).print(HUB, Stage.START, coloured);
        new LogPrinter(
                        new Terminal(
                                InputStream.nullInputStream(), print, print, true, new Style(true, true), Style.PLAIN),
                        false,
                        false,
                        NODES)
                .print(HUB, Stage.START, coloured);

        assertThat(printed()).isEqualTo("1:29AM INF hello\n" + coloured + "\n");
    }

    @Test
    void asJsonEachLineIsAnObject() {
        new LogPrinter(terminal(out), true, true, NODES).print(HUB, Stage.INIT_CHAIN, "a \"b\"");

        assertThat(printed())
                .isEqualTo("{\"chain\":\"hub\",\"node\":\"val1\",\"stage\":\"init-chain\",\"line\":\"a \\\"b\\\"\"}\n");
    }

    @Test
    void whenNobodyReadsAnyMoreItSaysSoOnce() {
        OutputStream closed = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("Broken pipe");
            }
        };
        LogPrinter printer = new LogPrinter(terminal(closed), false, false, NODES);
        AtomicInteger told = new AtomicInteger();
        printer.onReaderGone(told::incrementAndGet);

        printer.print(HUB, Stage.START, "one");
        printer.print(HUB, Stage.START, "two");

        assertThat(told).hasValue(1);
        assertThat(printer.isReaderGone()).isTrue();
    }

    @Test
    void aMistypedStageIsSuggested() {
        assertThat(LogsCommand.stage("init-chain")).isEqualTo(Stage.INIT_CHAIN);
        assertThatThrownBy(() -> LogsCommand.stage("init-chian"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("did you mean init-chain?");
    }

    @Test
    void aMistypedNodeIsSuggested() {
        assertThat(LogsCommand.node("zone/val1", NODES)).isEqualTo(ZONE);
        assertThatThrownBy(() -> LogsCommand.node("hub/vla1", NODES))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("did you mean hub/val1?")
                .hasMessageContaining("hub/val1, zone/val1");
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private static Terminal terminal(OutputStream stream) {
        PrintStream print = new PrintStream(stream, true, StandardCharsets.UTF_8);
        return Terminal.plain(print, print);
    }
}
