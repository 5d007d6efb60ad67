package dev.orrery.client.internal;

import dev.orrery.client.Coin;
import dev.orrery.client.Event;
import dev.orrery.client.MsgResponse;
import dev.orrery.client.TxResult;
import dev.orrery.client.wire.Any;
import dev.orrery.client.wire.ProtoReader;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** Results of transactions as CometBFT's RPC gives them: {@code tx_result}, or an element of {@code txs_results}. */
final class TxResults {
    private TxResults() {}

    static TxResult of(String hash, long height, List<Coin> fee, JsonNode json, Function<Any, JsonNode> decoder) {
        List<Event> events = new ArrayList<>();
        for (JsonNode event : json.path("events")) {
            List<Event.Attribute> attributes = new ArrayList<>();
            for (JsonNode attribute : event.path("attributes")) {
                attributes.add(new Event.Attribute(
                        attribute.path("key").asString(""),
                        attribute.path("value").asString("")));
            }
            events.add(new Event(event.path("type").asString(), attributes));
        }
        return new TxResult(
                hash,
                height,
                json.path("code").asLong(0),
                json.path("codespace").asString(""),
                json.path("log").asString(""),
                Long.parseLong(json.path("gas_wanted").asString("0")),
                Long.parseLong(json.path("gas_used").asString("0")),
                fee,
                events,
                responses(json.path("data").asString(""), decoder));
    }

    /** {@code cosmos.base.abci.v1beta1.TxMsgData}; its {@code msg_responses} are there since SDK 0.46. */
    private static List<MsgResponse> responses(String data, Function<Any, JsonNode> decoder) {
        ProtoReader txMsgData = ProtoReader.of(Base64.getDecoder().decode(data));
        return txMsgData.repeated(2).stream()
                .map(Any::decode)
                .map(any -> new MsgResponse(any, decoder))
                .toList();
    }
}
