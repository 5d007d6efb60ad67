package dev.orrery.cli.files;

import dev.orrery.base.Deadline;
import dev.orrery.base.Failure;
import dev.orrery.base.InvalidInputException;
import dev.orrery.cli.terminal.ExitStatus;
import dev.orrery.cli.terminal.Terminal;
import dev.orrery.service.client.FilesApi;
import dev.orrery.service.client.StoredFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.LongConsumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "put",
        header = "Store a file; one of the same name is replaced.",
        description = {
            "",
            "Returns when it is on the service's disk, and prints its SHA-256. Readers see the old file or the new one,"
                    + " never a part.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  orrery files put genesis.json hub/genesis.json",
            "  orrery files put --create-once genesis.json hub/genesis.json",
            "  orrery files put a.json a --api http://127.0.0.1:8080 --token-file api.token",
        })
final class FilesPutCommand implements Callable<Integer> {
    @Mixin
    private final FileService service = new FileService();

    @Option(names = "--create-once", description = "Fail if there is a file of this name.")
    private boolean createOnce;

    @Parameters(index = "0", paramLabel = "FILE", description = "The file of this machine.")
    private Path file = Path.of("");

    @Parameters(index = "1", paramLabel = "NAME", description = "What the service is to call it.")
    private String name = "";

    private final Terminal terminal;

    FilesPutCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (!Files.isRegularFile(file)) {
            throw new InvalidInputException(Failure.doing("storing a file")
                    .where(file.toString())
                    .expected("a file")
                    .seen(Files.isDirectory(file) ? "a folder" : "nothing there")
                    .build());
        }
        return service.use("storing a file", this::put);
    }

    private int put(FilesApi files, Deadline deadline) {
        StoredFile stored;
        try (Progress progress = new Progress(terminal, name, !service.json())) {
            LongConsumer sent = progress.counter(file.toFile().length());
            stored = createOnce ? files.create(name, file, sent, deadline) : files.put(name, file, sent, deadline);
        }
        if (service.json()) {
            terminal.json(FileView.json(stored));
        } else {
            terminal.out().println("stored " + name + ", " + FileView.line(stored));
        }
        return ExitStatus.OK;
    }
}
