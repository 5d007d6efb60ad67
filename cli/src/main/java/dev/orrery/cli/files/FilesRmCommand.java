package dev.orrery.cli.files;

import dev.orrery.base.Deadline;
import dev.orrery.cli.terminal.ExitStatus;
import dev.orrery.cli.terminal.Terminal;
import dev.orrery.service.client.FilesApi;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.JsonNodeFactory;

@Command(
        name = "rm",
        header = "Delete a file.",
        description = {"", "Who reads it at this moment reads it to its end.", ""},
        footer = {"", "Examples:", "  orrery files rm hub/genesis.json"})
final class FilesRmCommand implements Callable<Integer> {
    @Mixin
    private final FileService service = new FileService();

    @Parameters(index = "0", paramLabel = "NAME", description = "What the service calls it.")
    private String name = "";

    private final Terminal terminal;

    FilesRmCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        return service.use("deleting a file", this::delete);
    }

    private int delete(FilesApi files, Deadline deadline) {
        if (!files.delete(name, deadline)) {
            throw FileService.missing("deleting a file", name, files, deadline);
        }
        if (service.json()) {
            terminal.json(JsonNodeFactory.instance.objectNode().put("deleted", name));
        } else {
            terminal.out().println("deleted " + name);
        }
        return ExitStatus.OK;
    }
}
