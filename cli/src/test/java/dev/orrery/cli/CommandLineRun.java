package dev.orrery.cli;

import dev.orrery.cli.terminal.StopSignal;
import dev.orrery.cli.terminal.Terminal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One execution of the command line inside the test, and what came of it. */
public record CommandLineRun(int status, String out, String err) {

    public static CommandLineRun of(String... args) {
        return reading("", args);
    }

    /** @param input what is on standard input */
    public static CommandLineRun reading(String input, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Terminal terminal = Terminal.plain(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        int status = Main.run(terminal, new StopSignal(Thread.currentThread()), args);
        return new CommandLineRun(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    public JsonNode json() {
        return JsonMapper.shared().readTree(out);
    }

    public List<String> errLines() {
        return err.lines().toList();
    }
}
