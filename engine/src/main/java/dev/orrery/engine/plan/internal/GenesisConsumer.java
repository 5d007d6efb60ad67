package dev.orrery.engine.plan.internal;

import dev.orrery.engine.plan.ChainLayout;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A consumer chain's own part of Interchain Security (x/ccv/consumer {@code GenesisState}): that of a chain which restarts
 * with its channel to the provider open. A new chain refuses every transaction but those of IBC until the provider has told
 * it its validators once; one that restarts does not.
 */
final class GenesisConsumer {
    private static final String DEFAULT_BLOCKS_PER_REWARD = "1000";
    private static final String QUICK_BLOCKS_PER_REWARD = "20";

    private GenesisConsumer() {}

    /** What is changed of the module's defaults before the user's own changes. */
    static void hasten(ObjectNode state) {
        GenesisPlanner.replace(
                state.at("/ccvconsumer/params"),
                "blocks_per_distribution_transmission",
                DEFAULT_BLOCKS_PER_REWARD,
                QUICK_BLOCKS_PER_REWARD);
    }

    /** A consumer that has staking has it for governors, who bond the chain's own denom. */
    static void governorsBond(ChainLayout consumer, ObjectNode state) {
        if (state.get("staking") instanceof ObjectNode staking) {
            GenesisPlanner.object(staking, "params")
                    .put("bond_denom", consumer.spec().denom());
        }
    }

    /** @param providerPrefix the Bech32 prefix of the provider's account addresses */
    static void write(ConsumerLink link, String providerPrefix, ObjectNode ccv) {
        ObjectNode params = params(link, providerPrefix, ccv);
        ccv.removeAll();
        ccv.set("params", params);
        ccv.put("provider_client_id", link.atConsumer().clientId())
                .put("provider_channel_id", link.consumerChannel())
                .put("new_chain", false)
                .put("preCCV", false)
                .put("connection_id", "");
        ObjectNode provider = ccv.putObject("provider");
        provider.putNull("client_state").putNull("consensus_state");
        link.validators(provider.putArray("initial_val_set"));
        ccv.putArray("height_to_valset_update_id");
        ccv.putArray("outstanding_downtime_slashing");
        ccv.putObject("pending_consumer_packets").putArray("list");
        ccv.putObject("last_transmission_block_height").put("height", "0");
    }

    /** The parameters, as the provider would have told them at a launch. */
    private static ObjectNode params(ConsumerLink link, String providerPrefix, ObjectNode ccv) {
        ObjectNode params = GenesisPlanner.object(ccv, "params");
        params.put("enabled", true)
                .put("consumer_id", link.id())
                .put("unbonding_period", ProtoDurations.text(link.consumer().unbonding()))
                .put("distribution_transmission_channel", link.rewardsChannel().orElse(""))
                .put("provider_fee_pool_addr_str", RewardsPool.address(providerPrefix));
        if (!(params.get("reward_denoms") instanceof ArrayNode denoms) || denoms.isEmpty()) {
            params.putArray("reward_denoms").add(link.consumer().spec().denom());
        }
        return params;
    }
}
