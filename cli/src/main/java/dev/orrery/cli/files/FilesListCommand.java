package dev.orrery.cli.files;

import dev.orrery.base.Deadline;
import dev.orrery.cli.terminal.ExitStatus;
import dev.orrery.cli.terminal.Table;
import dev.orrery.cli.terminal.Terminal;
import dev.orrery.service.client.FilesApi;
import dev.orrery.service.client.StoredFile;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "list",
        header = "List the files that the token may read.",
        description = "",
        footer = {
            "",
            "Examples:",
            "  orrery files list",
            "  orrery files list hub/nodes/",
            "  orrery files list --json | jq -r '.files[].path'",
        })
final class FilesListCommand implements Callable<Integer> {
    @Mixin
    private final FileService service = new FileService();

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "PREFIX",
            defaultValue = "",
            description = "How their names begin (default: all).")
    private String prefix = "";

    private final Terminal terminal;

    FilesListCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        return service.use("listing files", this::list);
    }

    private int list(FilesApi files, Deadline deadline) {
        List<StoredFile> found = files.list(prefix, deadline);
        if (service.json()) {
            ObjectNode json = JsonNodeFactory.instance.objectNode();
            ArrayNode listed = json.putArray("files");
            found.forEach(file -> listed.add(FileView.json(file)));
            terminal.json(json);
        } else {
            Table table = new Table("NAME", "SIZE", "STORED", "SHA256");
            found.forEach(file -> table.row(
                    file.path(), FileView.size(file.size()), file.modified().toString(), file.sha256()));
            table.lines(terminal.outStyle()).forEach(terminal.out()::println);
        }
        return ExitStatus.OK;
    }
}
