package dev.orrery.ibc;

import java.time.Duration;
import java.util.Optional;

/**
 * How a new light client of a CometBFT chain shall be (ICS-07).
 *
 * @param trustingPeriod how old what it trusts may become before it expires; empty for two thirds of the unbonding time
 * @param maxClockDrift how far ahead of the holder's clock a header may be
 * @param trustLevel what part of the validators it trusts must have signed a header
 */
public record ClientOptions(Optional<Duration> trustingPeriod, Duration maxClockDrift, TrustLevel trustLevel) {
    /** What relayers choose: two thirds of the unbonding time, 40 s, a third. */
    public static ClientOptions standard() {
        return new ClientOptions(Optional.empty(), Duration.ofSeconds(40), TrustLevel.ONE_THIRD);
    }

    public ClientOptions withTrustingPeriod(Duration period) {
        return new ClientOptions(Optional.of(period), maxClockDrift, trustLevel);
    }

    public ClientOptions withMaxClockDrift(Duration drift) {
        return new ClientOptions(trustingPeriod, drift, trustLevel);
    }
}
