package dev.orrery.cli.terminal;

/** Numbers of things, in words. */
public final class Plural {
    private Plural() {}

    /** {@code 1 chain}, {@code 2 chains}. */
    public static String of(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
