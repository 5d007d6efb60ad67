package dev.orrery.ibc.internal;

import dev.orrery.client.Event;
import dev.orrery.client.rpc.CometRpc;
import dev.orrery.client.tx.SignedTx;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Finds what 04-channel told of itself (ICS-04, of either version) in the results of blocks. */
public final class EventReader {
    private static final Set<String> TYPES = Set.of(
            "send_packet",
            "recv_packet",
            "write_acknowledgement",
            "acknowledge_packet",
            "timeout_packet",
            "channel_open_init",
            "channel_open_try",
            "channel_open_ack",
            "channel_close_init",
            "channel_close_confirm",
            "channel_close");
    /** CometBFT 0.38 has one list where 0.37 has two. */
    private static final List<String> BLOCK_EVENTS =
            List.of("begin_block_events", "end_block_events", "finalize_block_events");

    private EventReader() {}

    /** The events of one block in their order; the block itself is fetched only if a transaction has any. */
    public static List<SeenEvent> inBlock(CometRpc rpc, long height) {
        JsonNode results = rpc.blockResults(height);
        List<SeenEvent> seen = new ArrayList<>();
        JsonNode txs = results.path("txs_results");
        @Nullable JsonNode block = null;
        for (int i = 0; i < txs.size(); i++) {
            JsonNode tx = txs.path(i);
            List<Event> events = tx.path("code").asLong(0) == 0 ? read(tx.path("events")) : List.of();
            if (!events.isEmpty()) {
                block = block == null ? rpc.block(height).path("block") : block;
                String hash = hash(block, i);
                events.forEach(event -> seen.add(new SeenEvent(event, height, hash)));
            }
        }
        for (String list : BLOCK_EVENTS) {
            read(results.path(list)).forEach(event -> seen.add(new SeenEvent(event, height, "")));
        }
        return seen;
    }

    /** Those of a list of events that are 04-channel's. */
    static List<Event> read(JsonNode json) {
        List<Event> events = new ArrayList<>();
        for (JsonNode event : json) {
            String type = event.path("type").asString("");
            if (!TYPES.contains(type)) {
                continue;
            }
            List<Event.Attribute> attributes = new ArrayList<>();
            for (JsonNode attribute : event.path("attributes")) {
                attributes.add(new Event.Attribute(
                        attribute.path("key").asString(""),
                        attribute.path("value").asString("")));
            }
            events.add(new Event(type, attributes));
        }
        return events;
    }

    private static String hash(JsonNode block, int index) {
        JsonNode tx = block.path("data").path("txs").path(index);
        return SignedTx.hash(Base64.getDecoder().decode(tx.asString()));
    }
}
