package dev.orrery.client.modules;

import dev.orrery.client.Coin;
import dev.orrery.client.proto.JsonTree;
import dev.orrery.client.proto.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Which fees somebody may have paid by another: {@code cosmos.feegrant.v1beta1}.
 *
 * @param toJson the allowance with its {@code @type}
 */
public record Allowance(JsonNode toJson) implements JsonValue {
    /**
     * {@code BasicAllowance}: up to these coins in all.
     *
     * @param limit no limit if empty
     * @param expiration for good if empty
     */
    public static Allowance basic(List<Coin> limit, Optional<Instant> expiration) {
        return of("BasicAllowance", basicFields(limit, expiration));
    }

    /**
     * {@code PeriodicAllowance}: up to some coins in each period, and within {@code limit} in all.
     *
     * @param period how long one is, from the first use on
     * @param perPeriod the most that may be paid in one
     */
    public static Allowance periodic(
            List<Coin> limit, Optional<Instant> expiration, Duration period, List<Coin> perPeriod) {
        List<Coin> sorted = Coin.sorted(perPeriod);
        return of(
                "PeriodicAllowance",
                Map.of(
                        "basic",
                        basicFields(limit, expiration),
                        "period",
                        period,
                        "period_spend_limit",
                        sorted,
                        "period_can_spend",
                        sorted,
                        "period_reset",
                        Instant.EPOCH));
    }

    /** {@code AllowedMsgAllowance}: this allowance for transactions that have no other messages than these. */
    public Allowance onlyFor(String... typeUrls) {
        return of("AllowedMsgAllowance", Map.of("allowance", toJson, "allowed_messages", List.of(typeUrls)));
    }

    private static Map<String, Object> basicFields(List<Coin> limit, Optional<Instant> expiration) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("spend_limit", Coin.sorted(limit));
        expiration.ifPresent(moment -> fields.put("expiration", moment));
        return fields;
    }

    private static Allowance of(String name, Map<String, ?> fields) {
        Map<String, Object> typed = new LinkedHashMap<>();
        typed.put("@type", "/cosmos.feegrant.v1beta1." + name);
        typed.putAll(fields);
        return new Allowance(JsonTree.of(typed));
    }
}
