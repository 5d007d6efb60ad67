package dev.orrery.cli.terminal;

import java.util.regex.Pattern;

/** The colours that nodes write into their logs even where nobody sees them. */
public final class EscapeCodes {
    private static final char ESCAPE = '\u001b';
    /** ECMA-48 control sequences: {@code ESC [}, parameters, intermediate bytes, a final byte. */
    private static final Pattern SEQUENCE = Pattern.compile("\u001b\\[[0-?]*[ -/]*[@-~]");

    private EscapeCodes() {}

    public static String removedFrom(String line) {
        return line.indexOf(ESCAPE) < 0 ? line : SEQUENCE.matcher(line).replaceAll("");
    }
}
