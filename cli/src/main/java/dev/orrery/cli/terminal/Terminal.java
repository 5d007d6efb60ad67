package dev.orrery.cli.terminal;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * What a command reads from, the two streams that it writes to, and what they can show. Thread-safe.
 *
 * @param live whether {@code out} is a terminal that understands cursor movements
 * @param outStyle for {@code out}
 * @param errStyle for {@code err}
 */
public record Terminal(InputStream in, PrintStream out, PrintStream err, boolean live, Style outStyle, Style errStyle) {
    /** Set by the launcher; Java itself can only tell whether both streams are terminals. */
    private static final String OUT_IS_TERMINAL = "orrery.terminal.out";

    private static final String ERR_IS_TERMINAL = "orrery.terminal.err";

    /** The streams of this process. */
    public static Terminal ofProcess() {
        Map<String, String> env = System.getenv();
        boolean outIsTerminal = Boolean.getBoolean(OUT_IS_TERMINAL);
        boolean errIsTerminal = Boolean.getBoolean(ERR_IS_TERMINAL);
        return new Terminal(
                System.in,
                System.out,
                System.err,
                outIsTerminal && !isDumb(env),
                new Style(coloursWanted(outIsTerminal, env), speaksUnicode(System.out)),
                new Style(coloursWanted(errIsTerminal, env), speaksUnicode(System.err)));
    }

    /** Streams without any dress, for logs and tests. */
    public static Terminal plain(PrintStream out, PrintStream err) {
        return plain(InputStream.nullInputStream(), out, err);
    }

    /** As {@link #plain(PrintStream, PrintStream)}, with something to read. */
    public static Terminal plain(InputStream in, PrintStream out, PrintStream err) {
        return new Terminal(in, out, err, false, Style.PLAIN, Style.PLAIN);
    }

    /** Colours are for terminals whose owner has not refused them; see no-color.org. */
    static boolean coloursWanted(boolean isTerminal, Map<String, String> env) {
        return isTerminal && !isDumb(env) && env.getOrDefault("NO_COLOR", "").isEmpty();
    }

    /** One JSON document on one line, in UTF-8 whatever the locale says. */
    public void json(JsonNode node) {
        byte[] line = (node + "\n").getBytes(StandardCharsets.UTF_8);
        out.write(line, 0, line.length);
        out.flush();
    }

    private static boolean isDumb(Map<String, String> env) {
        return env.getOrDefault("TERM", "dumb").equals("dumb");
    }

    private static boolean speaksUnicode(PrintStream stream) {
        return stream.charset().newEncoder().canEncode('✓');
    }
}
