package dev.orrery.cli.binaries;

import dev.orrery.binaries.Binary;
import dev.orrery.binaries.BuildProgress;
import dev.orrery.cli.options.NetworkPlaces;
import dev.orrery.cli.options.Shared;
import dev.orrery.cli.terminal.ExitStatus;
import dev.orrery.cli.terminal.Table;
import dev.orrery.cli.terminal.Terminal;
import dev.orrery.cli.up.PlainUpView;
import dev.orrery.engine.Orrery;
import dev.orrery.engine.UpEvent;
import dev.orrery.spec.NetworkSpec;
import dev.orrery.spec.SpecReader;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "build",
        header = "Build or download all programs that a network needs, and start nothing.",
        description = {
            "",
            "Its next start finds them in the cache. Useful before going offline, and in images for CI.",
            ""
        },
        footer = {"", "Examples:", "  orrery binaries build", "  orrery binaries build -n nets/two.yaml --json"})
final class BinariesBuildCommand implements Callable<Integer> {
    @Mixin
    private final Shared shared = new Shared();

    private final Terminal terminal;

    BinariesBuildCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        NetworkSpec spec = SpecReader.read(NetworkPlaces.file(shared.network));
        Map<String, Binary> binaries = Orrery.binaries(spec, progress());
        if (shared.json) {
            ObjectNode json = JsonNodeFactory.instance.objectNode();
            ArrayNode array = json.putArray("binaries");
            binaries.forEach((user, binary) -> array.addObject()
                    .put("for", user)
                    .put("source", binary.source())
                    .put("path", binary.executable().toString())
                    .put("sha256", binary.sha256()));
            terminal.json(json);
        } else {
            Table table = new Table("FOR", "BINARY");
            binaries.forEach(
                    (user, binary) -> table.row(user, binary.executable().toString()));
            table.lines(terminal.outStyle()).forEach(terminal.out()::println);
        }
        return ExitStatus.OK;
    }

    private BuildProgress progress() {
        if (shared.json) {
            return BuildProgress.SILENT;
        }
        PlainUpView view = new PlainUpView(terminal);
        return (source, step, elapsed) -> view.on(new UpEvent.BinaryStep(elapsed, source, step, elapsed));
    }
}
