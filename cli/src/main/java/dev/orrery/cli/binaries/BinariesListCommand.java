package dev.orrery.cli.binaries;

import dev.orrery.binaries.Binaries;
import dev.orrery.binaries.OrreryCache;
import dev.orrery.binaries.StoredBinary;
import dev.orrery.cli.options.Common;
import dev.orrery.cli.terminal.ExitStatus;
import dev.orrery.cli.terminal.Table;
import dev.orrery.cli.terminal.Terminal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "list",
        header = "List the cached programs, the one that was used last first.",
        description = "",
        footer = {"", "Examples:", "  orrery binaries list", "  orrery binaries list --json | jq '.binaries[].sources'"
        })
final class BinariesListCommand implements Callable<Integer> {
    private static final int SHORT = 12;

    @Mixin
    private final Common common = new Common();

    private final Terminal terminal;

    BinariesListCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        List<StoredBinary> binaries = new Binaries(OrreryCache.standard()).stored();
        if (common.json) {
            ObjectNode json = JsonNodeFactory.instance.objectNode();
            json.set("binaries", StoredView.json(binaries));
            terminal.json(json.put("bytes", StoredView.sum(binaries)));
            return ExitStatus.OK;
        }
        Table table = new Table("NAME", "SIZE", "LAST USED", "CONTENT", "FROM");
        for (StoredBinary binary : binaries) {
            table.row(
                    binary.name(),
                    StoredView.size(binary.bytes()),
                    binary.running()
                            ? "runs now"
                            : LocalDate.ofInstant(binary.lastUsed(), ZoneId.systemDefault())
                                    .toString(),
                    binary.sha256().substring(0, SHORT),
                    binary.sources().isEmpty() ? "-" : String.join("; ", binary.sources()));
        }
        table.lines(terminal.outStyle()).forEach(terminal.out()::println);
        return ExitStatus.OK;
    }
}
