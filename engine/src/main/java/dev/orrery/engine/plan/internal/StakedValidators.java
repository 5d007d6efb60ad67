package dev.orrery.engine.plan.internal;

import dev.orrery.engine.plan.ChainLayout;
import dev.orrery.engine.plan.Layout;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Validators that stake in the first block: transactions of genesis, which x/genutil has x/staking carry out.
 *
 * @param prefix the Bech32 prefix of the chain's account addresses
 */
record StakedValidators(Layout layout, ChainLayout chain, String prefix) implements ValidatorSource {
    @Override
    public void write(ObjectNode state) {
        ObjectNode staking = GenesisPlanner.object(GenesisPlanner.module(chain, state, "staking"), "params");
        staking.put("unbonding_time", ProtoDurations.text(chain.unbonding()))
                .put("bond_denom", chain.spec().denom());
        ArrayNode genTxs = GenesisPlanner.module(chain, state, "genutil").putArray("gen_txs");
        GenesisValidators.write(
                chain,
                prefix,
                staking.path("min_commission_rate").asString(""),
                GenesisEvm.gasPrice(state, chain.spec().denom()),
                genTxs);
        List<ConsumerLink> consumers = ConsumerLink.ofProvider(layout, chain);
        if (!consumers.isEmpty()) {
            GenesisProvider.write(consumers, prefix, GenesisPlanner.module(chain, state, "provider"), genTxs);
            RewardsPool.write(prefix, (ArrayNode)
                    GenesisPlanner.module(chain, state, "auth").get("accounts"));
        }
    }
}
