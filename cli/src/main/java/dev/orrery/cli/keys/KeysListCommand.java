package dev.orrery.cli.keys;

import dev.orrery.cli.options.OneChain;
import dev.orrery.cli.terminal.ExitStatus;
import dev.orrery.cli.terminal.Table;
import dev.orrery.cli.terminal.Terminal;
import dev.orrery.network.Keyring.Entry;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "list",
        header = "List the accounts whose keys are known.",
        description = "",
        footer = {"", "Examples:", "  orrery keys list hub", "  orrery keys list hub --json | jq -r '.keys[].name'"})
final class KeysListCommand implements Callable<Integer> {
    @Mixin
    private final OneChain on = new OneChain();

    private final Terminal terminal;

    KeysListCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        return on.use("listing keys", chain -> {
            List<Entry> entries = chain.keyring().entries();
            if (on.json()) {
                ObjectNode json = JsonNodeFactory.instance.objectNode().put("chain", chain.name());
                ArrayNode keys = json.putArray("keys");
                entries.forEach(entry -> keys.addObject()
                        .put("name", entry.name())
                        .put("address", entry.address())
                        .put("origin", KeyView.label(entry.origin())));
                terminal.json(json);
            } else {
                Table table = new Table("NAME", "ADDRESS", "ORIGIN");
                entries.forEach(entry -> table.row(entry.name(), entry.address(), KeyView.label(entry.origin())));
                table.lines(terminal.outStyle()).forEach(terminal.out()::println);
            }
            return ExitStatus.OK;
        });
    }
}
