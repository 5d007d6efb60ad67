package dev.orrery.client.modules;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How far a consumer chain has come: {@code interchain_security.ccv.provider.v1.ConsumerPhase} (ADR 019 of ICS). */
public enum ConsumerPhase {
    @JsonProperty("CONSUMER_PHASE_UNSPECIFIED")
    UNSPECIFIED,
    /** It has a number, but not all that a launch needs. */
    @JsonProperty("CONSUMER_PHASE_REGISTERED")
    REGISTERED,
    /** It waits for its spawn time. */
    @JsonProperty("CONSUMER_PHASE_INITIALIZED")
    INITIALIZED,
    @JsonProperty("CONSUMER_PHASE_LAUNCHED")
    LAUNCHED,
    @JsonProperty("CONSUMER_PHASE_STOPPED")
    STOPPED,
    @JsonProperty("CONSUMER_PHASE_DELETED")
    DELETED
}
