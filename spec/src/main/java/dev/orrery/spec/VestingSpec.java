package dev.orrery.spec;

import java.time.Duration;
import java.util.List;

/**
 * The part of a balance that cannot be spent at first (x/auth/vesting); it can be delegated.
 *
 * @param kind how it gets free
 * @param coins what is locked; no more of a denom than the balance has
 * @param start when it begins to get free, after genesis; of {@link Kind#CONTINUOUS} only
 * @param end when all of it is free, after genesis, after {@code start}; not of {@link Kind#PERMANENT}
 */
public record VestingSpec(Kind kind, List<CoinSpec> coins, Duration start, Duration end) {
    /** How locked coins get free. */
    public enum Kind {
        /** Evenly from {@code start} to {@code end}. */
        CONTINUOUS("continuous"),
        /** All at {@code end}. */
        DELAYED("delayed"),
        /** Never. */
        PERMANENT("permanent");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        /** As files write it: {@code continuous}. */
        public String label() {
            return label;
        }
    }

    public VestingSpec {
        coins = List.copyOf(coins);
    }
}
