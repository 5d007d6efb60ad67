package dev.orrery.benchmarks.measure;

import dev.orrery.base.AtomicFiles;
import dev.orrery.base.Failure;
import dev.orrery.base.HostException;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Tools that Orrery is measured beside. */
public final class Shells {
    private Shells() {}

    /** Runs a command to its end. */
    public static void run(String... command) {
        try {
            Process process = Started.remember(
                    new ProcessBuilder(command).redirectErrorStream(true).start());
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            Started.awaitEnd(process);
            if (process.exitValue() != 0) {
                throw new HostException(Failure.doing("running " + String.join(" ", command))
                        .seen("status " + process.exitValue() + ": " + said.strip())
                        .build());
            }
        } catch (IOException e) {
            throw AtomicFiles.refused("starting", Path.of(command[0]), e);
        }
    }

    /** Whether there is such a tool. */
    public static boolean has(String tool) {
        return List.of(System.getenv("PATH").split(File.pathSeparator, -1)).stream()
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
    }
}
