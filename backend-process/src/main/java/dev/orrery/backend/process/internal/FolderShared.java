package dev.orrery.backend.process.internal;

import dev.orrery.base.AtomicFiles;
import dev.orrery.base.Failure;
import dev.orrery.base.StageException;
import dev.orrery.engine.plan.PlannedFile;
import dev.orrery.engine.stages.HomeFiles;
import dev.orrery.engine.stages.SharedFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** What {@code init-chain} leaves for the others, in a folder. */
record FolderShared(Path folder) implements SharedFiles {
    @Override
    public void put(PlannedFile file) {
        NetworkFolder.makeFor(folder.resolve(file.path()));
        HomeFiles.write(folder, file);
    }

    @Override
    public byte[] get(String path) {
        Path file = folder.resolve(path);
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new StageException(
                    Failure.doing("fetching " + path)
                            .expected("that init-chain has left it in " + folder)
                            .seen("no such file")
                            .build(),
                    e);
        } catch (IOException e) {
            throw AtomicFiles.refused("reading", file, e);
        }
    }
}
