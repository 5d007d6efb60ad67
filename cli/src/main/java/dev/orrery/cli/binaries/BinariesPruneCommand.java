package dev.orrery.cli.binaries;

import dev.orrery.binaries.Binaries;
import dev.orrery.binaries.OrreryCache;
import dev.orrery.binaries.StoredBinary;
import dev.orrery.cli.options.Common;
import dev.orrery.cli.options.Durations;
import dev.orrery.cli.terminal.ExitStatus;
import dev.orrery.cli.terminal.Plural;
import dev.orrery.cli.terminal.Terminal;
import dev.orrery.images.ImageCache;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "prune",
        header = "Delete cached programs that were not used for a while, and layers of images as old.",
        description = {
            "",
            "None that a process runs from is deleted. What is deleted is built or downloaded again when a network"
                    + " needs it.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  orrery binaries prune                        those that were not used for 30 days",
            "  orrery binaries prune --unused-for 12h --json"
        })
final class BinariesPruneCommand implements Callable<Integer> {
    @Mixin
    private final Common common = new Common();

    @Option(
            names = "--unused-for",
            paramLabel = "DURATION",
            defaultValue = "720h",
            converter = Durations.class,
            description = "How long they must not have been used: 12h, 720h (default: 720h, which is 30 days).")
    private Duration unusedFor = Duration.ofDays(30);

    private final Terminal terminal;

    BinariesPruneCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        OrreryCache cache = OrreryCache.standard();
        List<StoredBinary> gone = new Binaries(cache).prune(unusedFor);
        ImageCache.Pruned images = new ImageCache(cache.images()).prune(unusedFor);
        if (common.json) {
            ObjectNode json = JsonNodeFactory.instance.objectNode();
            json.set("deleted", StoredView.json(gone));
            json.putObject("images").put("deleted", images.count()).put("bytes", images.bytes());
            terminal.json(json.put("bytes", StoredView.sum(gone)));
            return ExitStatus.OK;
        }
        gone.forEach(binary -> terminal.out().println("deleted " + binary.executable()));
        terminal.out()
                .println(Plural.of(gone.size(), "program") + " deleted, " + StoredView.size(StoredView.sum(gone))
                        + " freed");
        if (images.count() > 0) {
            terminal.out()
                    .println(Plural.of(images.count(), "layer") + " of images deleted, "
                            + StoredView.size(images.bytes()) + " freed");
        }
        return ExitStatus.OK;
    }
}
