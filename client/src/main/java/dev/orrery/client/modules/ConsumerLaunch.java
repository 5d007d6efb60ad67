package dev.orrery.client.modules;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How a consumer chain is launched: {@code interchain_security.ccv.provider.v1.ConsumerInitializationParameters}. Immutable:
 * each method gives another one.
 *
 * @param spawnTime when the provider makes the consumer's genesis, by the provider's clock
 * @param initialHeight the first height of the consumer; its revision is the number at the end of its chain ID
 * @param unbondingPeriod of the consumer; below the provider's
 * @param ccvTimeout how long packets of the validator set may take
 * @param transferTimeout how long transfers of rewards may take
 * @param redistributionFraction what part of its rewards the consumer keeps, a fraction of 1
 * @param blocksPerTransmission how many blocks lie between transfers of rewards
 * @param historicalEntries how many past validator sets the consumer keeps
 * @param connectionId the provider's end of a connection to use; empty to open a new one
 */
public record ConsumerLaunch(
        Instant spawnTime,
        Transfer.Height initialHeight,
        Duration unbondingPeriod,
        Duration ccvTimeout,
        Duration transferTimeout,
        BigDecimal redistributionFraction,
        long blocksPerTransmission,
        long historicalEntries,
        String connectionId) {

    /** With the values that the module itself takes where it is told nothing ({@code x/ccv/types}), from height 1 on. */
    public static ConsumerLaunch at(Instant spawnTime) {
        return new ConsumerLaunch(
                spawnTime,
                new Transfer.Height(0, 1),
                Duration.ofDays(14),
                Duration.ofDays(28),
                Duration.ofHours(1),
                new BigDecimal("0.75"),
                1000,
                10000,
                "");
    }

    /** The height of the first block: the revision is the number at the end of the chain ID ({@code zone-7}), 0 where it has none. */
    public ConsumerLaunch initialHeight(long revisionNumber, long revisionHeight) {
        return with(
                new Transfer.Height(revisionNumber, revisionHeight),
                unbondingPeriod,
                blocksPerTransmission,
                connectionId);
    }

    /** How long stake can be slashed for what its validators did on the consumer; the provider wants it below its own. */
    public ConsumerLaunch unbondingPeriod(Duration period) {
        return with(initialHeight, period, blocksPerTransmission, connectionId);
    }

    /**
     * Has the consumer use a connection that is there already.
     *
     * @param id the provider's end: {@code connection-0}
     */
    public ConsumerLaunch overConnection(String id) {
        return with(initialHeight, unbondingPeriod, blocksPerTransmission, id);
    }

    /** After how many blocks each the consumer sends rewards to the provider. */
    public ConsumerLaunch blocksPerTransmission(long blocks) {
        return with(initialHeight, unbondingPeriod, blocks, connectionId);
    }

    private ConsumerLaunch with(Transfer.Height height, Duration unbonding, long blocks, String connection) {
        return new ConsumerLaunch(
                spawnTime,
                height,
                unbonding,
                ccvTimeout,
                transferTimeout,
                redistributionFraction,
                blocks,
                historicalEntries,
                connection);
    }

    Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("initial_height", initialHeight);
        fields.put("spawn_time", spawnTime);
        fields.put("unbonding_period", unbondingPeriod);
        fields.put("ccv_timeout_period", ccvTimeout);
        fields.put("transfer_timeout_period", transferTimeout);
        fields.put("consumer_redistribution_fraction", redistributionFraction.toPlainString());
        fields.put("blocks_per_distribution_transmission", blocksPerTransmission);
        fields.put("historical_entries", historicalEntries);
        fields.put("connection_id", connectionId);
        return fields;
    }
}
