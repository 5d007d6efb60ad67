package dev.orrery.client.internal;

import dev.orrery.client.Coin;
import dev.orrery.client.Event;
import dev.orrery.client.MsgResponse;
import dev.orrery.client.TxResult;
import dev.orrery.client.wire.Any;
import dev.orrery.client.wire.ProtoReader;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** Reads transactions in the form of CometBFT's {@code tx}. */
public final class TxJson {
    private TxJson() {}

    /** @param decoder makes JSON of what its messages returned */
    public static TxResult result(JsonNode tx, Function<Any, JsonNode> decoder) {
        JsonNode result = tx.path("tx_result");
        return new TxResult(
                tx.path("hash").asString(),
                Long.parseLong(tx.path("height").asString()),
                result.path("code").asLong(0),
                result.path("codespace").asString(""),
                result.path("log").asString(""),
                Long.parseLong(result.path("gas_wanted").asString("0")),
                Long.parseLong(result.path("gas_used").asString("0")),
                fee(Base64.getDecoder().decode(tx.path("tx").asString(""))),
                events(result.path("events")),
                responses(result.path("data").asString(""), decoder));
    }

    /** {@code cosmos.base.abci.v1beta1.TxMsgData}; its {@code msg_responses} are there since SDK 0.46. */
    private static List<MsgResponse> responses(String data, Function<Any, JsonNode> decoder) {
        return ProtoReader.of(Base64.getDecoder().decode(data)).repeated(2).stream()
                .map(Any::decode)
                .map(any -> new MsgResponse(any, decoder))
                .toList();
    }

    /** {@code TxRaw.auth_info_bytes}, {@code AuthInfo.fee}, {@code Fee.amount}. */
    private static List<Coin> fee(byte[] tx) {
        return ProtoReader.of(tx).message(2).message(2).repeated(1).stream()
                .map(ProtoReader::of)
                .map(coin -> new Coin(new BigInteger(coin.string(2)), coin.string(1)))
                .toList();
    }

    private static List<Event> events(JsonNode json) {
        List<Event> events = new ArrayList<>();
        for (JsonNode event : json) {
            List<Event.Attribute> attributes = new ArrayList<>();
            for (JsonNode attribute : event.path("attributes")) {
                attributes.add(new Event.Attribute(
                        attribute.path("key").asString(""),
                        attribute.path("value").asString("")));
            }
            events.add(new Event(event.path("type").asString(), attributes));
        }
        return events;
    }
}
