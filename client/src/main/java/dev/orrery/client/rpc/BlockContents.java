package dev.orrery.client.rpc;

import dev.orrery.base.Deadline;
import dev.orrery.base.Failure;
import dev.orrery.client.tx.SignedTx;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One block with its results: {@code block_results} is asked for only if it is needed. The events that CometBFT would
 * publish for it ({@code state.fireEvents}) are derived here, in the form of CometBFT 0.38 whatever the node's version
 * is. Thread-safe once made.
 */
final class BlockContents {
    /** What is derived, in the order in which it is published. */
    static final List<String> TYPES = List.of("NewBlock", "NewBlockHeader", "NewBlockEvents", "NewEvidence", "Tx");

    /** Where {@code block_results} has the block's own events: since CometBFT 0.38, and up to 0.37. */
    private static final List<String> BLOCK_EVENTS =
            List.of("finalize_block_events", "begin_block_events", "end_block_events");

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final JsonNode answer;
    private final Function<Deadline, JsonNode> results;
    private final List<String> hashes;
    private final Map<String, Integer> indices = new HashMap<>();
    private final ReentrantLock fetching = new ReentrantLock();
    private volatile @Nullable JsonNode fetched;

    /**
     * @param answer CometBFT's {@code block}
     * @param results asks for its {@code block_results}
     */
    BlockContents(JsonNode answer, Function<Deadline, JsonNode> results) {
        this.answer = answer;
        this.results = results;
        this.hashes = txs().valueStream()
                .map(tx -> SignedTx.hash(Base64.getDecoder().decode(tx.asString())))
                .toList();
        for (int i = 0; i < hashes.size(); i++) {
            indices.putIfAbsent(hashes.get(i), i);
        }
    }

    long height() {
        return Long.parseLong(header().path("height").asString());
    }

    /** Where in the block a transaction is. */
    OptionalInt indexOf(String hash) {
        Integer index = indices.get(hash);
        return index == null ? OptionalInt.empty() : OptionalInt.of(index);
    }

    /** A transaction in the form of CometBFT's {@code tx}. */
    JsonNode tx(int index, Deadline deadline) {
        ObjectNode tx = JSON.objectNode()
                .put("hash", hashes.get(index))
                .put("height", Long.toString(height()))
                .put("index", index);
        tx.set("tx_result", results(deadline).path("txs_results").path(index));
        tx.set("tx", txs().path(index));
        return tx;
    }

    /** The block's events that match. */
    List<NodeEvent> events(EventQuery query, Deadline deadline) {
        List<NodeEvent> events = new ArrayList<>();
        for (String type : TYPES) {
            if (query.allowsType(type)) {
                switch (type) {
                    case "NewBlock" -> add(events, query, type, () -> newBlock(deadline), () -> blockEvents(deadline));
                    case "NewBlockHeader" -> add(events, query, type, this::newBlockHeader, JSON::arrayNode);
                    case "NewBlockEvents" ->
                        add(events, query, type, () -> newBlockEvents(deadline), () -> blockEvents(deadline));
                    case "NewEvidence" -> evidence(events, query);
                    default -> transactions(events, query, deadline);
                }
            }
        }
        return events;
    }

    private static void add(
            List<NodeEvent> events, EventQuery query, String type, Supplier<JsonNode> data, Supplier<ArrayNode> told) {
        Map<String, List<String>> attributes = attributes(told.get());
        attributes.put("tm.event", List.of(type));
        if (query.matches(attributes)) {
            events.add(new NodeEvent(query.toString(), data.get(), Map.copyOf(attributes)));
        }
    }

    private void transactions(List<NodeEvent> events, EventQuery query, Deadline deadline) {
        for (int i = 0; i < hashes.size(); i++) {
            JsonNode result = results(deadline).path("txs_results").path(i);
            Map<String, List<String>> attributes = attributes(result.path("events"));
            attributes.put("tm.event", List.of("Tx"));
            attributes.put("tx.hash", List.of(hashes.get(i)));
            attributes.put("tx.height", List.of(Long.toString(height())));
            if (query.matches(attributes)) {
                ObjectNode data = JSON.objectNode();
                ObjectNode tx = data.putObject("TxResult")
                        .put("height", Long.toString(height()))
                        .put("index", i);
                tx.set("tx", txs().path(i));
                tx.set("result", result);
                events.add(new NodeEvent(query.toString(), data, Map.copyOf(attributes)));
            }
        }
    }

    private void evidence(List<NodeEvent> events, EventQuery query) {
        for (JsonNode evidence : answer.path("block").path("evidence").path("evidence")) {
            ObjectNode data = JSON.objectNode().put("height", Long.toString(height()));
            data.set("evidence", evidence);
            add(events, query, "NewEvidence", () -> data, JSON::arrayNode);
        }
    }

    private JsonNode newBlock(Deadline deadline) {
        ObjectNode data = JSON.objectNode();
        data.set("block", answer.path("block"));
        data.set("block_id", answer.path("block_id"));
        ObjectNode result = data.putObject("result_finalize_block");
        result.set("events", blockEvents(deadline));
        JsonNode txResults = results(deadline).path("txs_results");
        result.set("tx_results", txResults.isArray() ? txResults : JSON.arrayNode());
        for (String same : List.of("validator_updates", "consensus_param_updates", "app_hash")) {
            JsonNode value = results(deadline).get(same);
            if (value != null) {
                result.set(same, value);
            }
        }
        return data;
    }

    private JsonNode newBlockHeader() {
        return JSON.objectNode().set("header", header());
    }

    private JsonNode newBlockEvents(Deadline deadline) {
        ObjectNode data = JSON.objectNode().put("height", Long.toString(height()));
        data.set("events", blockEvents(deadline));
        return data.put("num_txs", Integer.toString(hashes.size()));
    }

    private ArrayNode blockEvents(Deadline deadline) {
        ArrayNode all = JSON.arrayNode();
        BLOCK_EVENTS.forEach(field -> results(deadline).path(field).forEach(all::add));
        return all;
    }

    private JsonNode header() {
        return answer.path("block").path("header");
    }

    private JsonNode txs() {
        return answer.path("block").path("data").path("txs");
    }

    /** Asked for once, however many wait for it: it is large, and a node answers one question after the other. */
    private JsonNode results(Deadline deadline) {
        JsonNode known = fetched;
        if (known != null) {
            return known;
        }
        deadline.lock(
                fetching,
                () -> Failure.doing("reading the results of block " + height())
                        .expected("an answer within " + deadline.total())
                        .seen("none")
                        .build());
        try {
            known = fetched;
            if (known == null) {
                known = results.apply(deadline);
                fetched = known;
            }
            return known;
        } finally {
            fetching.unlock();
        }
    }

    private static Map<String, List<String>> attributes(JsonNode events) {
        Map<String, List<String>> attributes = new LinkedHashMap<>();
        for (JsonNode event : events) {
            String type = event.path("type").asString("");
            for (JsonNode attribute : event.path("attributes")) {
                String key = attribute.path("key").asString("");
                if (!type.isEmpty() && !key.isEmpty()) {
                    attributes
                            .computeIfAbsent(type + "." + key, name -> new ArrayList<>())
                            .add(attribute.path("value").asString(""));
                }
            }
        }
        return attributes;
    }
}
