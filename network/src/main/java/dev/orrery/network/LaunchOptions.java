package dev.orrery.network;

import dev.orrery.client.modules.Provider.PowerShaping;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a consumer chain is launched by transactions on its provider.
 *
 * @param consumerId the provider's number for it, where transactions of one's own have registered it; empty: the launch
 *     registers it, has validators opt in, and gives it a spawn time
 * @param validators whose operators opt in before the spawn time, by the names of the provider's nodes; empty: all of the
 *     provider's genesis
 * @param shaping who may validate it, and with how much power
 * @param spawnAfter how long after the opt-ins the spawn time is
 * @param told whether the provider is given something to tell the consumer, which takes no transactions before
 * @param timeout how long the whole launch may take
 */
public record LaunchOptions(
        Optional<String> consumerId,
        List<String> validators,
        PowerShaping shaping,
        Duration spawnAfter,
        boolean told,
        Duration timeout) {
    public LaunchOptions {
        validators = List.copyOf(validators);
    }

    /** All validators of the provider's genesis, at once; the consumer takes any transaction at the end; two minutes at most. */
    public static LaunchOptions standard() {
        return new LaunchOptions(
                Optional.empty(), List.of(), PowerShaping.optIn(), Duration.ZERO, true, Duration.ofMinutes(2));
    }

    /**
     * A consumer that transactions of one's own have registered: its spawn time is awaited, and its nodes are started with the
     * genesis that the provider makes then.
     */
    public LaunchOptions ofConsumer(String id) {
        return new LaunchOptions(Optional.of(id), validators, shaping, spawnAfter, told, timeout);
    }

    /** Only these opt in; the nodes of the others follow the chain, and sign for it once they opt in too. */
    public LaunchOptions withValidators(String... nodes) {
        return new LaunchOptions(consumerId, List.of(nodes), shaping, spawnAfter, told, timeout);
    }

    public LaunchOptions withShaping(PowerShaping wanted) {
        return new LaunchOptions(consumerId, validators, wanted, spawnAfter, told, timeout);
    }

    public LaunchOptions spawnAfter(Duration pause) {
        return new LaunchOptions(consumerId, validators, shaping, pause, told, timeout);
    }

    /**
     * The provider is given nothing to tell, so that the consumer refuses all but IBC until the validator set that it should
     * have changes.
     */
    public LaunchOptions untold() {
        return new LaunchOptions(consumerId, validators, shaping, spawnAfter, false, timeout);
    }

    public LaunchOptions within(Duration atMost) {
        return new LaunchOptions(consumerId, validators, shaping, spawnAfter, told, atMost);
    }
}
