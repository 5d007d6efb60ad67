package dev.orrery.benchmarks.measure;

import dev.orrery.base.AtomicFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Temporary folders and files. */
public final class Folders {
    private Folders() {}

    public static Path temporary() {
        try {
            return Files.createTempDirectory("orrery-bench");
        } catch (IOException e) {
            throw AtomicFiles.refused("making a folder in", Path.of(System.getProperty("java.io.tmpdir")), e);
        }
    }

    public static void copy(Path from, Path to) {
        try {
            AtomicFiles.write(to, Files.readAllBytes(from));
        } catch (IOException e) {
            throw AtomicFiles.refused("reading", from, e);
        }
    }

    /** The names of what is in a folder. */
    public static List<String> names(Path folder) {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(path -> path.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw AtomicFiles.refused("reading", folder, e);
        }
    }
}
