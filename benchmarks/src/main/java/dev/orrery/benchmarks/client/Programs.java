package dev.orrery.benchmarks.client;

import dev.orrery.base.AtomicFiles;
import dev.orrery.base.Failure;
import dev.orrery.base.HostException;
import dev.orrery.benchmarks.measure.Folders;
import dev.orrery.benchmarks.measure.Started;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Programs that end by themselves. */
final class Programs {
    private Programs() {}

    /** @return what it wrote to standard output */
    static String run(Path folder, List<String> command, String input) {
        Path kept = Folders.temporary();
        Path complaints = AtomicFiles.folder(kept).resolve("complaints");
        try {
            Process process = Started.remember(new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectError(complaints.toFile())
                    .start());
            try (Writer in = process.outputWriter(StandardCharsets.UTF_8)) {
                in.write(input);
            }
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int status = Started.awaitEnd(process);
            if (status != 0) {
                throw Failed.program("running " + String.join(" ", command), status, Files.readAllLines(complaints));
            }
            return said;
        } catch (IOException e) {
            throw new HostException(
                    Failure.doing("running " + String.join(" ", command))
                            .seen(String.valueOf(e.getMessage()))
                            .hint("the comparison with CosmJS needs node 20 and npm; --cosmjs false leaves it out")
                            .build(),
                    e);
        } finally {
            AtomicFiles.deleteTree(kept);
        }
    }
}
