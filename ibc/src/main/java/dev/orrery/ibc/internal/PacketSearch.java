package dev.orrery.ibc.internal;

import dev.orrery.base.ChainException;
import dev.orrery.base.Deadline;
import dev.orrery.client.Event;
import dev.orrery.client.rpc.CometRpc;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * Finds packets' events (ICS-04) of blocks long past: through the node's index of transactions and blocks, and, for the newest blocks, which
 * the index may lack yet, and where the index is off, in the blocks themselves.
 */
public final class PacketSearch {
    private static final Logger LOG = LoggerFactory.getLogger(PacketSearch.class);
    /**
     * A transaction may hold the events of a hundred packets, a megabyte of JSON. A node answers one question after the
     * other, so it is asked for few at a time: what else is asked on the connection waits no longer than that.
     */
    private static final int PAGE = 5;
    /** For a page on a busy machine. Reading the past is no hurry. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    /** More blocks than the index is ever behind. */
    private static final int NOT_INDEXED_YET = 20;

    private static final String ANSWER = "write_acknowledgement";

    private final CometRpc rpc;

    public PacketSearch(CometRpc rpc) {
        this.rpc = rpc;
    }

    /**
     * Looks up events of single packets.
     *
     * @param type {@code send_packet} or {@code write_acknowledgement}
     * @param side {@code src} or {@code dst}: which end of the channel is on this chain
     * @param found told every event of 04-channel in the transactions that have them
     */
    public void find(
            String type,
            String side,
            String port,
            String channel,
            Collection<Long> sequences,
            Consumer<SeenEvent> found) {
        TreeSet<Long> missing = new TreeSet<>(sequences);
        Consumer<SeenEvent> tick = seen -> {
            if (isOf(seen.event(), type, side, port, channel)) {
                seen.event()
                        .attribute("packet_sequence")
                        .ifPresent(sequence -> missing.remove(Long.parseUnsignedLong(sequence)));
            }
            found.accept(seen);
        };
        long head = rpc.head().height();
        for (long height = Math.max(1, head - NOT_INDEXED_YET); height <= head && !missing.isEmpty(); height++) {
            inBlock(height, tick);
        }
        while (!missing.isEmpty()) {
            long sequence = missing.first();
            String query = end(type, side, port, channel) + " AND " + type + ".packet_sequence='"
                    + Long.toUnsignedString(sequence) + "'";
            if (!inIndex(query, tick)) {
                backwards(head - NOT_INDEXED_YET - 1, missing, tick);
                return;
            }
            if (missing.remove(sequence)) {
                LOG.debug("no {} of {}/{} #{} in the node's index", type, port, channel, sequence);
            }
        }
    }

    /**
     * All events at one end of a channel, but for answers of applications that did not answer in the transaction that
     * delivered the packet: those are {@link #find found} one by one.
     *
     * @param sides the types, each with the end that is on this chain: {@code src} or {@code dst}
     */
    public void all(Map<String, String> sides, String port, String channel, Consumer<SeenEvent> found) {
        Consumer<SeenEvent> those = seen -> {
            String side = sides.get(seen.event().type());
            if (side != null && isOf(seen.event(), seen.event().type(), side, port, channel)) {
                found.accept(seen);
            }
        };
        long head = rpc.head().height();
        // Nearly every answer is in the transaction of its packet's receipt, and those are the largest of all.
        boolean indexed = sides.entrySet().stream()
                .filter(type -> !type.getKey().equals(ANSWER))
                .allMatch(type -> inIndex(end(type.getKey(), type.getValue(), port, channel), those));
        long from = indexed ? head - NOT_INDEXED_YET : rpc.status().earliestHeight();
        for (long height = Math.max(1, from); height <= head; height++) {
            inBlock(height, those);
        }
    }

    /** Whether there is an index to ask. */
    private boolean inIndex(String query, Consumer<SeenEvent> found) {
        try {
            eachOf("tx_search", query, "txs", tx -> {
                JsonNode result = tx.path("tx_result");
                if (result.path("code").asLong(0) == 0) {
                    long height = tx.path("height").asLong();
                    String hash = tx.path("hash").asString();
                    EventReader.read(result.path("events"))
                            .forEach(event -> found.accept(new SeenEvent(event, height, hash)));
                }
            });
            // Packets that modules send at the end of a block are in no transaction.
            List<Long> heights = new ArrayList<>();
            eachOf(
                    "block_search",
                    query,
                    "blocks",
                    block -> heights.add(
                            block.path("block").path("header").path("height").asLong()));
            heights.forEach(height -> inBlock(height, found));
            return true;
        } catch (ChainException e) {
            if (e.failure().seen().orElse("").contains("indexing is disabled")) {
                return false;
            }
            throw e;
        }
    }

    /** Whatever an index has, page by page. */
    private void eachOf(String method, String query, String list, Consumer<JsonNode> found) {
        long total = 1;
        long seen = 0;
        for (int page = 1; seen < total; page++) {
            JsonNode answer = rpc.call(method, search(query, page), Deadline.after(PATIENCE));
            JsonNode elements = answer.path(list);
            if (elements.isEmpty()) {
                return;
            }
            elements.forEach(found);
            seen += elements.size();
            total = answer.path("total_count").asLong(0);
        }
    }

    private void backwards(long from, SortedSet<Long> missing, Consumer<SeenEvent> found) {
        long earliest = rpc.status().earliestHeight();
        for (long height = from; height >= Math.max(1, earliest) && !missing.isEmpty(); height--) {
            inBlock(height, found);
        }
    }

    private void inBlock(long height, Consumer<SeenEvent> found) {
        EventReader.inBlock(rpc, height).forEach(found);
    }

    private static Map<String, Object> search(String query, int page) {
        return Map.of(
                "query", query, "page", Integer.toString(page), "per_page", Integer.toString(PAGE), "order_by", "asc");
    }

    private static String end(String type, String side, String port, String channel) {
        if (port.isEmpty()) {
            return type + "." + client(side) + "='" + channel + "'";
        }
        return type + ".packet_" + side + "_port='" + port + "' AND " + type + ".packet_" + side + "_channel='"
                + channel + "'";
    }

    private static boolean isOf(Event event, String type, String side, String port, String channel) {
        if (port.isEmpty()) {
            return event.type().equals(type)
                    && event.attribute(client(side)).orElse("").equals(channel);
        }
        return event.type().equals(type)
                && event.attribute("packet_" + side + "_port").orElse("").equals(port)
                && event.attribute("packet_" + side + "_channel").orElse("").equals(channel);
    }

    /** How IBC v2 names an end. */
    private static String client(String side) {
        return side.equals("src") ? "packet_source_client" : "packet_dest_client";
    }
}
