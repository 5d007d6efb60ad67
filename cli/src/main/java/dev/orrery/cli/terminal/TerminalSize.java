package dev.orrery.cli.terminal;

/** How high the terminal is, which the launcher asks for. */
public final class TerminalSize {
    static final String ROWS = "orrery.terminal.rows";
    private static final int USUAL_ROWS = 24;

    private TerminalSize() {}

    public static int rows() {
        int rows = Integer.getInteger(ROWS, USUAL_ROWS);
        return rows > 1 ? rows : USUAL_ROWS;
    }
}
