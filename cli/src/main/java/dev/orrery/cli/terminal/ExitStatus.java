package dev.orrery.cli.terminal;

/** What a script can tell from how a command ended. There are no others: a stopped command ends with one of these too. */
public final class ExitStatus {
    /** What was asked for is done. */
    public static final int OK = 0;
    /** It failed: see the error. */
    public static final int FAILED = 1;
    /** Nothing was tried: the command line or the network file is wrong. */
    public static final int BAD_INPUT = 2;

    private ExitStatus() {}
}
