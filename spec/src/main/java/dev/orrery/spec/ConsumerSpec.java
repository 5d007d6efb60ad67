package dev.orrery.spec;

/**
 * How a chain gets its validators from another one (Interchain Security).
 *
 * @param provider the name of the chain whose validators run this one; empty for a chain that is made a consumer of a
 *     provider which is not there
 * @param keys what they sign its blocks with
 * @param launch how it becomes a consumer of its provider
 */
public record ConsumerSpec(String provider, Keys keys, Launch launch) {
    /** A consumer without a provider: validators of its own, and a channel to nobody. */
    public static final ConsumerSpec STANDALONE = new ConsumerSpec("", Keys.SAME, Launch.GENESIS);

    /** The port of a provider's channels to its consumers (ICS-28). */
    public static final String PROVIDER_PORT = "provider";

    /** The port of a consumer's channel to its provider (ICS-28). */
    public static final String CONSUMER_PORT = "consumer";

    /** What a path calls the channel by which the provider tells the consumer its validators. */
    public static final String CHANNEL = "ccv";

    /** The version of that channel. */
    public static final String CHANNEL_VERSION = "1";

    /** The keys that validators sign a consumer chain with. */
    public enum Keys {
        /** Those of the provider. */
        SAME("same"),
        /** Others, which they assigned to themselves on the provider. */
        ASSIGNED("assigned");

        private final String label;

        Keys(String label) {
            this.label = label;
        }

        /** As files write it: {@code same}. */
        public String label() {
            return label;
        }
    }

    /** How a chain becomes a consumer of its provider. */
    public enum Launch {
        /** It is one in the first block of both, which start at the same moment. */
        GENESIS("genesis"),
        /** By transactions on the running provider, while the network comes up. */
        TRANSACTIONS("transactions"),
        /** By the same transactions, when a test asks for it. */
        LATER("later");

        private final String label;

        Launch(String label) {
            this.label = label;
        }

        /** As files write it: {@code later}. */
        public String label() {
            return label;
        }
    }

    /** Whether it is launched on a running provider, so that only that provider knows its first validators. */
    public boolean isLaunched() {
        return launch != Launch.GENESIS;
    }

    /** Whether there is no such provider. */
    public boolean isStandalone() {
        return provider.isEmpty();
    }

    /** The channel of a path whose first chain is this one's provider, or this one. */
    public static ChannelSpec channel(boolean providerFirst) {
        return new ChannelSpec(
                CHANNEL,
                providerFirst ? PROVIDER_PORT : CONSUMER_PORT,
                providerFirst ? CONSUMER_PORT : PROVIDER_PORT,
                CHANNEL_VERSION,
                ChannelSpec.Ordering.ORDERED);
    }
}
