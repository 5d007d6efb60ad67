package dev.orrery.client.tx;

import dev.orrery.client.Coin;
import dev.orrery.client.wire.ProtoWriter;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code cosmos.base.v1beta1.Coin}. */
final class CoinWire {
    private CoinWire() {}

    static byte[] encode(Coin coin) {
        return new ProtoWriter()
                .string(1, coin.denom())
                .string(2, coin.amount().toString())
                .toByteArray();
    }

    static void writeAll(ProtoWriter out, int field, List<Coin> coins) {
        coins.forEach(coin -> out.message(field, encode(coin)));
    }

    static ObjectNode json(Coin coin) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("denom", coin.denom())
                .put("amount", coin.amount().toString());
    }

    static ArrayNode json(List<Coin> coins) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        coins.forEach(coin -> array.add(json(coin)));
        return array;
    }
}
