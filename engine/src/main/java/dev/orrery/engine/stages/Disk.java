package dev.orrery.engine.stages;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The disk that a node writes to. */
public final class Disk {
    /** Less than this is no room for a block. */
    private static final long NOTHING = 64 * 1024;

    private Disk() {}

    /** Whether nothing more can be written beside this file: a log on a full disk cannot say so itself. */
    public static boolean isFull(Path file) {
        try {
            return Files.getFileStore(file).getUsableSpace() < NOTHING;
        } catch (IOException e) {
            return false;
        }
    }

    /** What to do when it is. */
    public static String hint(Path file) {
        return "free some space on the disk that holds " + file.getParent();
    }
}
