package dev.orrery.cli.chains;

import dev.orrery.cli.options.NetworkPlaces;
import dev.orrery.cli.options.Shared;
import dev.orrery.cli.terminal.ExitStatus;
import dev.orrery.cli.terminal.Table;
import dev.orrery.cli.terminal.Terminal;
import dev.orrery.spec.ChainCatalog;
import dev.orrery.spec.KnownChain;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "chains",
        header = "List the kinds of chains that a network file can name.",
        description = {
            "",
            "Those that Orrery brings, and those in the folder 'chains' beside the network file, which add to them or"
                    + " take their place.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  orrery chains",
            "  orrery chains --json | jq '.chains[] | select(.name == \"osmosis\")'"
        })
public final class ChainsCommand implements Callable<Integer> {
    @Mixin
    private final Shared shared = new Shared();

    private final Terminal terminal;

    public ChainsCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Path file = NetworkPlaces.file(shared.network).toAbsolutePath().normalize();
        List<KnownChain> chains = ChainCatalog.of(Objects.requireNonNullElse(file.getParent(), file));
        if (shared.json) {
            terminal.json(json(chains));
            return ExitStatus.OK;
        }
        Table table = new Table("CHAIN", "BINARY", "PREFIX", "DENOM", "NEEDS", "WHAT IT IS");
        for (KnownChain chain : chains) {
            table.row(
                    chain.name(),
                    chain.program(),
                    chain.prefix(),
                    chain.denom(),
                    chain.needsChecksum() ? "version, sha256" : "version",
                    chain.about() + chain.file().map(own -> " (" + own + ")").orElse(""));
        }
        table.lines(terminal.outStyle()).forEach(terminal.out()::println);
        return ExitStatus.OK;
    }

    private static ObjectNode json(List<KnownChain> chains) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode array = json.putArray("chains");
        for (KnownChain chain : chains) {
            ObjectNode each = array.addObject()
                    .put("name", chain.name())
                    .put("about", chain.about())
                    .put("binary", chain.program())
                    .put("source", chain.source())
                    .put("needsSha256", chain.needsChecksum())
                    .put("image", chain.image().orElse(null))
                    .put("prefix", chain.prefix())
                    .put("denom", chain.denom())
                    .put("decimals", chain.decimals())
                    .put("coinType", chain.coinType())
                    .put("keys", chain.keyAlgorithm())
                    .put("keyType", chain.keyType())
                    .put("powerReduction", chain.powerReduction())
                    .put("gasPrice", chain.gasPrice());
            ArrayNode startArgs = each.putArray("startArgs");
            chain.startArgs().forEach(startArgs::add);
            chain.file().ifPresent(own -> each.put("file", own));
        }
        return json;
    }
}
