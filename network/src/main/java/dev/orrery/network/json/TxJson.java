package dev.orrery.network.json;

import dev.orrery.client.Coin;
import dev.orrery.client.Event;
import dev.orrery.client.TxResult;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A transaction in a block: what {@code orrery tx --json} and {@code faucet --json} print. */
public final class TxJson {
    private TxJson() {}

    /** {@code {"chain", "hash", "height", "code", "gasWanted", "gasUsed", "fee", "events"}}. */
    public static ObjectNode of(String chain, TxResult result) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("chain", chain)
                .put("hash", result.hash())
                .put("height", result.height())
                .put("code", result.code())
                .put("gasWanted", result.gasWanted())
                .put("gasUsed", result.gasUsed());
        json.set("fee", coins(result.fee()));
        ArrayNode events = json.putArray("events");
        for (Event event : result.events()) {
            ArrayNode attributes = events.addObject().put("type", event.type()).putArray("attributes");
            event.attributes()
                    .forEach(attribute ->
                            attributes.addObject().put("key", attribute.key()).put("value", attribute.value()));
        }
        return json;
    }

    /** The same of a transaction that sent coins from the faucet; others may have been sent some in it too. */
    public static ObjectNode ofFaucet(String chain, TxResult result, String address, List<Coin> sent) {
        return of(chain, result).put("address", address).put("coins", Coin.toString(sent));
    }

    /** As the SDK writes coins. */
    public static ArrayNode coins(List<Coin> coins) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        coins.forEach(coin -> array.addObject()
                .put("denom", coin.denom())
                .put("amount", coin.amount().toString()));
        return array;
    }
}
