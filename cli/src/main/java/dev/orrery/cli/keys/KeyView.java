package dev.orrery.cli.keys;

import dev.orrery.cli.terminal.Table;
import dev.orrery.cli.terminal.Terminal;
import dev.orrery.client.Bech32;
import dev.orrery.client.keys.PublicKey;
import dev.orrery.network.Account;
import dev.orrery.network.Keyring.Origin;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** An account as {@code keys} shows it. */
record KeyView(Account account, Origin origin, @Nullable KeySecret secret) {
    static KeyView of(Account account, Origin origin) {
        return new KeyView(account, origin, null);
    }

    KeyView withSecret(@Nullable KeySecret shown) {
        return new KeyView(account, origin, shown);
    }

    void print(Terminal terminal, boolean json) {
        if (json) {
            terminal.json(toJson());
            return;
        }
        Map<String, String> lines = new LinkedHashMap<>();
        lines.put("name", account.name());
        lines.put("address", account.address());
        lines.put("operator", operatorAddress());
        lines.put("key", base64() + " (" + publicKey().format().typeUrl() + ")");
        lines.put("origin", label(origin));
        if (secret != null) {
            lines.put(secret.kind().equals("mnemonic") ? "mnemonic" : "private", secret.text());
        }
        lines.forEach((name, text) -> terminal.out().println(Table.padded(name, 10) + text));
    }

    private ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("name", account.name())
                .put("address", account.address())
                .put("operatorAddress", operatorAddress());
        json.putObject("publicKey").put("@type", publicKey().format().typeUrl()).put("key", base64());
        json.put("chain", account.chain().name()).put("origin", label(origin));
        if (secret != null) {
            json.put(secret.kind(), secret.text());
        }
        return json;
    }

    static String label(Origin origin) {
        return origin.name().toLowerCase(Locale.ROOT);
    }

    private PublicKey publicKey() {
        return account.key().publicKey();
    }

    private String base64() {
        return publicKey().base64();
    }

    /** The same bytes as a validator's operator (x/staking). */
    private String operatorAddress() {
        String prefix = account.chain().prefix();
        return Bech32.encode(prefix + "valoper", Bech32.decode(prefix, account.address()));
    }
}
