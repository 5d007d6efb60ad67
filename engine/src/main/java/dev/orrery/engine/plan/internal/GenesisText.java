package dev.orrery.engine.plan.internal;

import dev.orrery.spec.CoinSpec;
import dev.orrery.spec.GenesisEdits.Balance;
import java.io.ByteArrayOutputStream;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The bytes of a genesis, written once: accounts that are many never become a tree, nor a text. */
public final class GenesisText {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** A compact account with its balance has about so many bytes. */
    private static final int EACH = 320;

    private GenesisText() {}

    /**
     * Writes a genesis.
     *
     * @param many accounts that come after those that it has
     */
    public static byte[] bytes(ObjectNode genesis, List<Balance> many) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream((1 << 16) + many.size() * EACH);
        try (JsonGenerator out = JSON.createGenerator(bytes)) {
            out.writeStartObject();
            for (Map.Entry<String, JsonNode> entry : genesis.properties()) {
                out.writeName(entry.getKey());
                if (entry.getKey().equals("app_state")) {
                    state(out, entry.getValue(), many);
                } else {
                    JSON.writeTree(out, entry.getValue());
                }
            }
            out.writeEndObject();
        }
        bytes.write('\n');
        return bytes.toByteArray();
    }

    private static void state(JsonGenerator out, JsonNode state, List<Balance> many) {
        out.writeStartObject();
        for (Map.Entry<String, JsonNode> module : state.properties()) {
            out.writeName(module.getKey());
            switch (module.getKey()) {
                case "auth" -> with(out, module.getValue(), "accounts", many, GenesisText::account);
                case "bank" ->
                    with(out, module.getValue(), "balances", many, (to, balance, number) -> balance(to, balance));
                default -> JSON.writeTree(out, module.getValue());
            }
        }
        out.writeEndObject();
    }

    /** Writes one of many. */
    private interface Each {
        void write(JsonGenerator out, Balance balance, long number);
    }

    private static void with(JsonGenerator out, JsonNode module, String list, List<Balance> many, Each each) {
        out.writeStartObject();
        for (Map.Entry<String, JsonNode> entry : module.properties()) {
            out.writeName(entry.getKey());
            if (entry.getKey().equals(list)) {
                out.writeStartArray();
                entry.getValue().forEach(there -> JSON.writeTree(out, there));
                long number = entry.getValue().size();
                for (Balance balance : many) {
                    each.write(out, balance, number++);
                }
                out.writeEndArray();
            } else {
                JSON.writeTree(out, entry.getValue());
            }
        }
        out.writeEndObject();
    }

    private static void account(JsonGenerator out, Balance balance, long number) {
        out.writeStartObject()
                .writeStringProperty("@type", "/cosmos.auth.v1beta1.BaseAccount")
                .writeStringProperty("address", balance.address())
                .writeNullProperty("pub_key")
                .writeStringProperty("account_number", Long.toString(number))
                .writeStringProperty("sequence", "0")
                .writeEndObject();
    }

    private static void balance(JsonGenerator out, Balance balance) {
        out.writeStartObject().writeStringProperty("address", balance.address()).writeArrayPropertyStart("coins");
        List<CoinSpec> coins = balance.coins();
        if (coins.size() > 1) {
            coins = coins.stream().sorted(Comparator.comparing(CoinSpec::denom)).toList();
        }
        for (CoinSpec coin : coins) {
            out.writeStartObject()
                    .writeStringProperty("denom", coin.denom())
                    .writeStringProperty("amount", coin.amount().toString())
                    .writeEndObject();
        }
        out.writeEndArray().writeEndObject();
    }
}
