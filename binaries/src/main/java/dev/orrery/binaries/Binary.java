package dev.orrery.binaries;

import dev.orrery.base.AtomicFiles;
import dev.orrery.binaries.internal.programs.ProgramHeader;
import dev.orrery.binaries.internal.store.Launcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A binary on this machine, ready to run.
 *
 * @param executable its absolute path
 * @param sha256 the SHA-256 of its content, in lower-case hexadecimal; what caches go by
 * @param source where it came from, as in the network file
 */
public record Binary(Path executable, String sha256, String source) {
    /** Whether it is a script, whose content does not tell what it will run. */
    public boolean isScript() {
        try {
            return Files.isRegularFile(executable)
                    && ProgramHeader.of(executable) instanceof ProgramHeader.Script
                    && Launcher.parts(executable).isEmpty();
        } catch (IOException e) {
            throw AtomicFiles.refused("reading", executable, e);
        }
    }
}
