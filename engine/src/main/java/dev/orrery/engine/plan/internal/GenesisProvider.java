package dev.orrery.engine.plan.internal;

import dev.orrery.client.Bech32;
import dev.orrery.client.modules.Denom;
import dev.orrery.client.tx.EncodedMsg;
import dev.orrery.client.tx.SignedTx;
import dev.orrery.engine.plan.AccountLayout;
import dev.orrery.engine.plan.ChainLayout;
import dev.orrery.engine.plan.NodeLayout;
import dev.orrery.spec.ConsumerSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A provider's part of Interchain Security, with its consumers launched already. The module's genesis holds their clients,
 * channels and phases, but neither owner nor power shaping nor who opted in; those are made by transactions of genesis,
 * which run before the module's own genesis is read.
 */
final class GenesisProvider {
    private static final long GAS_LIMIT = 1_000_000;
    private static final String LAUNCHED = "CONSUMER_PHASE_LAUNCHED";

    private GenesisProvider() {}

    /** What is changed of the module's defaults before the user's own changes: what takes an hour is to take a second. */
    static void hasten(ObjectNode state) {
        GenesisPlanner.replace(state.at("/provider/params"), "blocks_per_epoch", "600", "5");
        GenesisPlanner.replace(state.at("/provider/params"), "number_of_epochs_to_start_receiving_rewards", "24", "1");
    }

    /**
     * Writes the consumers into the provider's genesis.
     *
     * @param genTxs has the transactions that make the validators
     */
    static void write(List<ConsumerLink> links, String prefix, ObjectNode provider, ArrayNode genTxs) {
        // Everybody's first transaction of genesis made a validator.
        Map<String, Integer> sequences = new HashMap<>();
        for (ConsumerLink link : links) {
            NodeLayout owner = link.provider().nodes().getFirst();
            ConsumerMsg create =
                    ConsumerMsg.create(link, owner.requiredOperator().key().address(prefix), rewardDenom(link));
            genTxs.add(genTx(link.provider(), owner, create, sequences));
            for (int i = 0; i < link.consumer().nodes().size(); i++) {
                NodeLayout signer = link.consumer().nodes().get(i);
                if (signer.inGenesis()) {
                    NodeLayout validator = link.provider().nodes().get(i);
                    genTxs.add(genTx(link.provider(), validator, optIn(link, validator, signer, prefix), sequences));
                }
            }
        }
        ArrayNode states = provider.putArray("consumer_states");
        links.forEach(link -> state(link, states.addObject()));
    }

    private static ConsumerMsg optIn(ConsumerLink link, NodeLayout validator, NodeLayout signer, String prefix) {
        AccountLayout operator = validator.requiredOperator();
        boolean assigned = link.consumer()
                .spec()
                .consumer()
                .filter(it -> it.keys() == ConsumerSpec.Keys.ASSIGNED)
                .isPresent();
        return ConsumerMsg.optIn(
                link.id(),
                Bech32.encode(prefix + "valoper", operator.key().publicKey().address()),
                operator.key().address(prefix),
                assigned ? Optional.of(signer.consensusKey().publicKey()) : Optional.empty());
    }

    private static ObjectNode genTx(
            ChainLayout chain, NodeLayout node, ConsumerMsg message, Map<String, Integer> sequences) {
        int sequence = sequences.merge(node.id().node(), 1, Integer::sum);
        EncodedMsg encoded = message;
        return SignedTx.genTx(
                encoded, message.json(), node.requiredOperator().key(), sequence, chain.chainId(), GAS_LIMIT, "");
    }

    /** What the consumer's denom is called on the provider, which pays out only denoms that the consumer allowed. */
    private static Optional<String> rewardDenom(ConsumerLink link) {
        return link.rewardsChannelAtProvider()
                .map(channel -> Denom.of(link.consumer().spec().denom())
                        .receivedThrough("transfer", channel)
                        .onChain());
    }

    private static void state(ConsumerLink link, ObjectNode state) {
        state.put("chain_id", link.id()) // the field's name is older than consumer ids
                .put("channel_id", link.providerChannel())
                .put("client_id", link.atProvider().clientId())
                .put("initial_height", "1")
                .put("phase", LAUNCHED);
        state.putArray("pending_valset_changes");
        state.putArray("slash_downtime_ack");
        ObjectNode genesis = state.putObject("consumer_genesis");
        ConsumerMsg.launchParams(link, genesis.putObject("params"));
        ObjectNode provider = genesis.putObject("provider");
        provider.putNull("client_state").putNull("consensus_state");
        link.validators(provider.putArray("initial_val_set"));
        genesis.put("new_chain", true)
                .put("preCCV", false)
                .put("connection_id", link.atConsumer().connectionId());
    }
}
