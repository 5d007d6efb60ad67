package dev.orrery.client.modules;

import dev.orrery.client.proto.RecordMapper;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * The queries of one module.
 *
 * @param service {@code cosmos.bank.v1beta1.Query}
 */
record ModuleQueries(CosmosModules chain, String service) {
    JsonNode ask(String method, Map<String, ?> request) {
        return chain.query(service + "/" + method, request);
    }

    String text(String method, Map<String, ?> request, String field) {
        return ask(method, request).path(field).asString();
    }

    <T> T one(String method, Map<String, ?> request, String field, Class<T> type) {
        return RecordMapper.map(ask(method, request).path(field), type);
    }

    /** Empty if the chain left the field out. */
    <T> Optional<T> find(String method, Map<String, ?> request, String field, Class<T> type) {
        return Optional.of(ask(method, request).path(field))
                .filter(found -> !found.isMissingNode())
                .map(found -> RecordMapper.map(found, type));
    }

    <T> List<T> all(String method, Map<String, ?> request, String field, Class<T> type) {
        return chain.queryAll(service + "/" + method, request, field, type);
    }

    <T> T whole(String method, Map<String, ?> request, Class<T> type) {
        return RecordMapper.map(ask(method, request), type);
    }
}
