package dev.orrery.cli.files;

import dev.orrery.base.Deadline;
import dev.orrery.cli.terminal.ExitStatus;
import dev.orrery.cli.terminal.Terminal;
import dev.orrery.service.client.FilesApi;
import dev.orrery.service.client.StoredFile;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "get",
        header = "Read a file.",
        description = {
            "",
            "A file of this machine is there whole or not at all, and has the SHA-256 that is printed.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  orrery files get hub/genesis.json                  into ./genesis.json",
            "  orrery files get hub/genesis.json /tmp/hub.json",
            "  orrery files get hub/genesis.json - | jq .chain_id",
        })
final class FilesGetCommand implements Callable<Integer> {
    private static final String STANDARD_OUTPUT = "-";

    @Mixin
    private final FileService service = new FileService();

    @Parameters(index = "0", paramLabel = "NAME", description = "What the service calls it.")
    private String name = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "FILE",
            description = "Where to; - for standard output (default: the last segment of NAME, here).")
    private @Nullable String file;

    private final Terminal terminal;

    FilesGetCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        return service.use("reading a file", this::get);
    }

    private int get(FilesApi files, Deadline deadline) {
        if (STANDARD_OUTPUT.equals(file)) {
            if (files.get(name, terminal.out(), got -> {}, deadline).isEmpty()) {
                throw FileService.missing("reading a file", name, files, deadline);
            }
            terminal.out().flush();
            return ExitStatus.OK;
        }
        Path into = Path.of(file == null ? name.substring(name.lastIndexOf('/') + 1) : file);
        Optional<StoredFile> got;
        try (Progress progress = new Progress(terminal, name, !service.json())) {
            got = files.get(name, into, progress.counter(0), deadline);
        }
        StoredFile read = got.orElseThrow(() -> FileService.missing("reading a file", name, files, deadline));
        if (service.json()) {
            terminal.json(FileView.json(read).put("file", into.toString()));
        } else {
            terminal.out().println(name + " is in " + into + ", " + FileView.line(read));
        }
        return ExitStatus.OK;
    }
}
