package dev.orrery.cli.up;

/**
 * Opens every jar of the class path. The owner of a network may run for days, over which its jars may be deleted by a
 * rebuild: what is open can still be read when the network has to be stopped.
 */
final class OpenClassPath {
    private OpenClassPath() {}

    static void open() {
        // Looking for what is nowhere looks everywhere.
        OpenClassPath.class.getClassLoader().getResource("dev/orrery/cli/no-such-resource");
    }
}
