package dev.orrery.spec.internal;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A chain's unbonding time, as its part of the file decides it. */
final class Unbonding {
    /** x/staking {@code DefaultUnbondingTime}, which Orrery writes where the file says nothing. */
    private static final Duration DEFAULT = Duration.ofDays(21);

    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,12}(\\.[0-9]{1,9})?s");

    private Unbonding() {}

    /**
     * The unbonding time.
     *
     * @param genesis the chain's {@code genesis}
     * @return empty where it is malformed, which the planner refuses
     */
    static Optional<Duration> of(ObjectNode genesis) {
        JsonNode asked = genesis.at("/app_state/staking/params/unbonding_time");
        if (asked.isMissingNode()) {
            return Optional.of(DEFAULT);
        }
        String text = asked.asString("");
        if (!SECONDS.matcher(text).matches()) {
            return Optional.empty();
        }
        BigDecimal seconds = new BigDecimal(text.substring(0, text.length() - 1));
        long whole = seconds.longValue();
        return Optional.of(Duration.ofSeconds(
                whole,
                seconds.subtract(BigDecimal.valueOf(whole)).movePointRight(9).longValue()));
    }
}
