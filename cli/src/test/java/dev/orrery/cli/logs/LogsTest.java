package dev.orrery.cli.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orrery.base.InvalidInputException;
import dev.orrery.cli.terminal.Style;
import dev.orrery.cli.terminal.Terminal;
import dev.orrery.engine.Stage;
import dev.orrery.engine.plan.CompanionId;
import dev.orrery.engine.plan.NodeId;
import dev.orrery.engine.relayers.RelayerId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LogsTest {
    private static final NodeId HUB = new NodeId("hub", "val1");
    private static final NodeId ZONE = new NodeId("zone", "val1");
    private static final CompanionId ORACLE = new CompanionId(HUB, "oracle");
    private static final RelayerId HERMES = new RelayerId("hub-zone", "hermes");
    private static final RelayerId SECOND = new RelayerId("hub-zone", "hermes-2");
    private static final List<NodeId> NODES = List.of(HUB, ZONE);
    private static final List<LogSource> SOURCES = List.of(started(HUB), started(ZONE));

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void linesOfSeveralNodesSayWhoseTheyAre() {
        LogPrinter printer = new LogPrinter(terminal(out), false, true, SOURCES);

        printer.print(started(HUB), "one");
        printer.print(started(ZONE), "two");

        assertThat(printed()).isEqualTo("hub/val1  | one\nzone/val1 | two\n");
    }

    @Test
    void linesOfOneNodeAreAsTheyAre() {
        new LogPrinter(terminal(out), false, false, SOURCES).print(started(HUB), "one");

        assertThat(printed()).isEqualTo("one\n");
    }

    @Test
    void coloursOfTheNodeAreForThoseWhoSeeThem() {
        String coloured = "\u001b[90m1:29AM\u001b[0m \u001b[32mINF\u001b[0m hello";
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);

        new LogPrinter(Terminal.plain(print, print), false, false, SOURCES).print(started(HUB), coloured);
        new LogPrinter(
                        new Terminal(
                                InputStream.nullInputStream(), print, print, true, new Style(true, true), Style.PLAIN),
                        false,
                        false,
                        SOURCES)
                .print(started(HUB), coloured);

        assertThat(printed()).isEqualTo("1:29AM INF hello\n" + coloured + "\n");
    }

    @Test
    void asJsonEachLineIsAnObject() {
        new LogPrinter(terminal(out), true, true, SOURCES)
                .print(new LogSource.OfNode(HUB, Stage.INIT_CHAIN), "a \"b\"");

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
        LogPrinter printer = new LogPrinter(terminal(closed), false, false, SOURCES);
        AtomicInteger told = new AtomicInteger();
        printer.onReaderGone(told::incrementAndGet);

        printer.print(started(HUB), "one");
        printer.print(started(HUB), "two");

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
    void theLinesOfARelayerSayItsPath() {
        new LogPrinter(terminal(out), true, true, SOURCES).print(new LogSource.OfRelayer(HERMES), "x");

        assertThat(printed()).isEqualTo("{\"path\":\"hub-zone\",\"relayer\":\"hermes\",\"line\":\"x\"}\n");
    }

    @Test
    void theLinesOfACompanionSayItsNode() {
        new LogPrinter(terminal(out), true, true, SOURCES).print(new LogSource.OfCompanion(ORACLE), "x");

        assertThat(printed())
                .isEqualTo("{\"chain\":\"hub\",\"node\":\"val1\",\"companion\":\"oracle\",\"line\":\"x\"}\n");
    }

    @Test
    void whereNothingIsNamedEverythingIsMeant() {
        assertThat(names(null, Stage.START))
                .containsExactly(
                        "hub/val1", "zone/val1", "hub/val1/oracle", "paths/hub-zone/hermes", "paths/hub-zone/hermes-2");
        assertThat(names(null, Stage.INIT_NODE)).containsExactly("hub/val1", "zone/val1");
    }

    @Test
    void aNodeACompanionARelayerOrAPathCanBeNamed() {
        assertThat(names("zone/val1", Stage.START)).containsExactly("zone/val1");
        assertThat(names("hub/val1/oracle", Stage.START)).containsExactly("hub/val1/oracle");
        assertThat(names("paths/hub-zone/hermes", Stage.START)).containsExactly("paths/hub-zone/hermes");
        assertThat(names("paths/hub-zone", Stage.START))
                .containsExactly("paths/hub-zone/hermes", "paths/hub-zone/hermes-2");
    }

    @Test
    void aMistypedNodeOrRelayerIsSuggested() {
        assertThatThrownBy(() -> names("hub/vla1", Stage.START))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("did you mean hub/val1?")
                .hasMessageContaining("hub/val1, zone/val1");
        assertThatThrownBy(() -> names("paths/hub-zone/hremes", Stage.START))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("did you mean paths/hub-zone/hermes?");
    }

    private static List<String> names(@Nullable String written, Stage stage) {
        return LogsCommand.sources(written, stage, NODES, List.of(ORACLE), List.of(HERMES, SECOND)).stream()
                .map(LogSource::name)
                .toList();
    }

    private static LogSource started(NodeId node) {
        return new LogSource.OfNode(node, Stage.START);
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private static Terminal terminal(OutputStream stream) {
        PrintStream print = new PrintStream(stream, true, StandardCharsets.UTF_8);
        return Terminal.plain(print, print);
    }
}
