package dev.orrery.client.rpc;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Something that happened on a node.
 *
 * @param query the subscription that it answers
 * @param data what CometBFT's event of that type holds: for {@code NewBlockHeader} an object with {@code header}
 * @param attributes everything that queries can ask for, by {@code type.key}: {@code tx.hash}, {@code transfer.sender}
 */
public record NodeEvent(String query, JsonNode data, Map<String, List<String>> attributes) {}
