package dev.orrery.binaries.internal.store;

import dev.orrery.base.AtomicFiles;
import dev.orrery.binaries.internal.programs.ProgramHeader;
import dev.orrery.binaries.internal.tools.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A script that starts a program with the libraries that came with it. It names the content of each of them, so that its own
 * content stands for all of it.
 */
public final class Launcher {
    /** The folder beside the script with all that it starts. */
    public static final String PARTS = "parts";

    private static final String MARK = "# Made by Orrery: starts a program with the libraries that came with it.";
    private static final String PART = "# ";
    private static final int LONGEST = 1 << 16;

    /** One file that it needs. */
    public record Part(String sha256, String name) {}

    private Launcher() {}

    /**
     * Writes the script into a folder whose folder {@value #PARTS} holds the program and what it needs.
     *
     * @param loader the loader's name among the parts; where it is left out, that of the machine is used
     * @return the script, which has the program's name
     */
    public static Path write(Path folder, String program, Optional<String> loader) throws IOException {
        StringBuilder script = new StringBuilder("#!/bin/sh\n").append(MARK).append('\n');
        List<Path> parts;
        try (Stream<Path> files = Files.list(folder.resolve(PARTS))) {
            parts = files.sorted().toList();
        }
        for (Path part : parts) {
            Files.setPosixFilePermissions(part, PosixFilePermissions.fromString("rwxr-xr-x"));
            script.append(PART)
                    .append(Hashes.of(part))
                    .append(' ')
                    .append(part.getFileName())
                    .append('\n');
        }
        String parts0 = "\"${0%/*}/" + PARTS + "\"";
        script.append("parts=").append(parts0).append('\n');
        loader.ifPresentOrElse(
                name -> script.append("exec \"$parts\"/")
                        .append(Shell.quote(name))
                        .append(" --library-path \"$parts\" \"$parts\"/")
                        .append(Shell.quote(program)),
                () -> script.append("LD_LIBRARY_PATH=\"$parts${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}\" exec \"$parts\"/")
                        .append(Shell.quote(program)));
        script.append(" \"$@\"\n");
        Path file = folder.resolve(program);
        AtomicFiles.write(file, script.toString());
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        return file;
    }

    /** What such a script starts; empty for any other file. */
    public static Optional<List<Part>> parts(Path file) throws IOException {
        if (Files.size(file) > LONGEST || !(ProgramHeader.of(file) instanceof ProgramHeader.Script)) {
            return Optional.empty();
        }
        List<String> lines = Files.readString(file).lines().toList();
        if (lines.size() < 3 || !lines.get(1).equals(MARK)) {
            return Optional.empty();
        }
        List<Part> parts = new ArrayList<>();
        for (String line : lines.subList(2, lines.size())) {
            if (line.startsWith(PART)) {
                String[] columns = line.substring(PART.length()).split(" ", 2);
                parts.add(new Part(columns[0], columns.length > 1 ? columns[1] : ""));
            }
        }
        return Optional.of(List.copyOf(parts));
    }
}
