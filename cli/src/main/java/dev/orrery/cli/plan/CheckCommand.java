package dev.orrery.cli.plan;

import dev.orrery.cli.options.NetworkPlaces;
import dev.orrery.cli.options.Shared;
import dev.orrery.cli.terminal.ExitStatus;
import dev.orrery.cli.terminal.Plural;
import dev.orrery.cli.terminal.Terminal;
import dev.orrery.spec.ChainSpec;
import dev.orrery.spec.NetworkSpec;
import dev.orrery.spec.PathSpec;
import dev.orrery.spec.SpecReader;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "check",
        header = "Tell every problem in a network file, with line and column.",
        description = {"", "Reads the file and starts nothing. Exits with 2 if there is any problem.", ""},
        footer = {"", "Examples:", "  orrery check", "  orrery check -n chains/network.yaml --json"})
public final class CheckCommand implements Callable<Integer> {
    @Mixin
    private final Shared shared = new Shared();

    private final Terminal terminal;

    public CheckCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Path file = NetworkPlaces.file(shared.network);
        NetworkSpec spec = SpecReader.read(file);
        if (shared.json) {
            terminal.json(json(spec));
        } else {
            String chains = spec.chains().stream().map(CheckCommand::describe).collect(Collectors.joining(", "));
            String paths = spec.paths().isEmpty()
                    ? ""
                    : "; " + Plural.of(spec.paths().size(), "path") + ": "
                            + spec.paths().stream().map(PathSpec::describe).collect(Collectors.joining(", "));
            terminal.out()
                    .println(file + ": ok: " + spec.name() + ": "
                            + Plural.of(spec.chains().size(), "chain") + ": " + chains + paths);
        }
        return ExitStatus.OK;
    }

    private static String describe(ChainSpec chain) {
        String validators = Plural.of(chain.validators(), "validator");
        String created = chain.created() == 0 ? "" : ", " + chain.created() + " of them created after the start";
        String fullNodes = chain.fullNodes() == 0 ? "" : ", " + Plural.of(chain.fullNodes(), "full node");
        return chain.name() + " (" + validators + created + fullNodes + ")";
    }

    private static ObjectNode json(NetworkSpec spec) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("ok", true).put("name", spec.name());
        ArrayNode chains = json.putArray("chains");
        spec.chains()
                .forEach(chain -> chains.addObject()
                        .put("name", chain.name())
                        .put("chainId", chain.chainId())
                        .put("validators", chain.validators())
                        .put("created", chain.created())
                        .put("fullNodes", chain.fullNodes()));
        ArrayNode paths = json.putArray("paths");
        spec.paths().forEach(path -> paths.addArray().add(path.a()).add(path.b()));
        return json;
    }
}
