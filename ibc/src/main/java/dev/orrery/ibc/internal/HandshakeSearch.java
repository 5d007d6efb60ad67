package dev.orrery.ibc.internal;

import dev.orrery.base.Deadline;
import dev.orrery.client.rpc.CometRpc;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Finds what an account has begun of handshakes (ICS-02, ICS-03), through the node's index of transactions. */
public final class HandshakeSearch {
    private static final int PAGE = 30;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final CometRpc rpc;
    private final String account;

    /** @param account the address that signed */
    public HandshakeSearch(CometRpc rpc, String account) {
        this.rpc = rpc;
        this.account = account;
    }

    /** The light clients that it has created, the oldest first. */
    public List<String> clients() {
        return ids("create_client", "client_id");
    }

    /** The connections that it has begun, the oldest first. */
    public List<String> connections() {
        return ids("connection_open_init", "connection_id");
    }

    /** The connections with which it has answered one that was begun on the other chain, the oldest first. */
    public List<String> answeredConnections() {
        return ids("connection_open_try", "connection_id");
    }

    /**
     * The values of an attribute in the account's successful transactions.
     *
     * @throws dev.orrery.base.ChainException if the node has no index
     */
    private List<String> ids(String type, String key) {
        List<String> ids = new ArrayList<>();
        // Of all accounts, since an index looks for conditions that hold for one event: there are few handshakes on a
        // chain.
        String query = type + "." + key + " EXISTS";
        long total = 1;
        long seen = 0;
        for (int page = 1; seen < total; page++) {
            JsonNode answer = rpc.call("tx_search", search(query, page), Deadline.after(PATIENCE));
            JsonNode txs = answer.path("txs");
            if (txs.isEmpty()) {
                break;
            }
            for (JsonNode tx : txs) {
                JsonNode result = tx.path("tx_result");
                if (result.path("code").asLong(0) == 0
                        && values(result, "message", "sender").contains(account)) {
                    ids.addAll(values(result, type, key));
                }
            }
            seen += txs.size();
            total = answer.path("total_count").asLong(0);
        }
        return List.copyOf(new LinkedHashSet<>(ids));
    }

    private static List<String> values(JsonNode result, String type, String key) {
        List<String> values = new ArrayList<>();
        for (JsonNode event : result.path("events")) {
            for (JsonNode attribute : event.path("attributes")) {
                if (event.path("type").asString("").equals(type)
                        && attribute.path("key").asString("").equals(key)) {
                    values.add(attribute.path("value").asString(""));
                }
            }
        }
        return values;
    }

    private static Map<String, Object> search(String query, int page) {
        return Map.of(
                "query", query, "page", Integer.toString(page), "per_page", Integer.toString(PAGE), "order_by", "asc");
    }
}
