package dev.orrery.spec;

import java.time.Duration;

/** What a chain's settings are chosen for, where the file does not say them one by one. */
public enum Profile {
    /** Tests: as quick as it can be and still be sound. */
    FAST("fast", Duration.ofMillis(100)),
    /** The settings that the binary itself writes, which are those of real networks. */
    REALISTIC("realistic", Duration.ofSeconds(5));

    private final String label;
    private final Duration blockTime;

    Profile(String label, Duration blockTime) {
        this.label = label;
        this.blockTime = blockTime;
    }

    /** As files write it: {@code fast}. */
    public String label() {
        return label;
    }

    /** The chain's {@code blockTime} where the file gives none; 5 s is CometBFT's own. */
    public Duration blockTime() {
        return blockTime;
    }
}
