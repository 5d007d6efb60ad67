package dev.orrery.engine.stages;

import dev.orrery.base.AtomicFiles;
import dev.orrery.engine.plan.PlannedFile;
import java.nio.file.Path;

/** Files of a plan in the folder that they are planned for. */
public final class HomeFiles {
    private HomeFiles() {}

    /** Writes a file below a folder, whole or not at all, and for its owner alone if it is secret. */
    public static void write(Path folder, PlannedFile file) {
        Path target = folder.resolve(file.path());
        if (file.secret()) {
            AtomicFiles.writeSecret(target, file.content());
        } else {
            AtomicFiles.write(target, file.content());
        }
    }
}
