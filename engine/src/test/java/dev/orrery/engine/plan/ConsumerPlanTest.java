package dev.orrery.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orrery.base.InvalidInputException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a consumer chain and its provider write into each other's genesis. */
class ConsumerPlanTest {
    private static final String NETWORK = """
        version: 1
        name: net
        chains:
          hub:
            binary: { go: "%s@%s" }
            stake: [3000000, 2000000]
            denom: uatom
            genesis: { app_state: { staking: { params: { unbonding_time: 2100s } } } }
          zone:
            binary: { go: "%s@%s" }
            consumerOf: hub
            consumerKeys: KEYS
            denom: uzone
        """.formatted(
            Plans.V10.packagePath(), Plans.V10.version(), Plans.CONSUMER.packagePath(), Plans.CONSUMER.version());

    private static final String ALONE = """
        version: 1
        name: net
        chains:
          zone:
            binary: { go: "%s@%s" }
            consumer: standalone
            validators: 2
        """.formatted(Plans.CONSUMER.packagePath(), Plans.CONSUMER.version());

    @Test
    void aConsumerStartsAsAChainThatRestartsWithItsChannelOpen() {
        JsonNode ccv = state("same", "zone").path("ccvconsumer");

        assertThat(ccv.path("new_chain").asBoolean()).isFalse();
        assertThat(ccv.path("provider_client_id").asString()).isEqualTo("07-tendermint-0");
        assertThat(ccv.path("provider_channel_id").asString()).isEqualTo("channel-1");
        assertThat(ccv.at("/params/enabled").asBoolean()).isTrue();
        assertThat(ccv.at("/params/consumer_id").asString()).isEqualTo("0");
        assertThat(ccv.at("/params/reward_denoms/0").asString()).isEqualTo("uzone");
        assertThat(ccv.at("/params/distribution_transmission_channel").asString())
                .isEqualTo("channel-0");
        assertThat(ccv.at("/provider/initial_val_set")
                        .valueStream()
                        .map(it -> it.path("power").asString()))
                .containsExactly("3", "2");
    }

    @Test
    void itUnbondsSoonerThanItsProviderAndLightClientsKnow() {
        Layout layout = Plans.layout(Plans.spec(NETWORK.replace("KEYS", "same")));

        assertThat(layout.chain("zone").unbonding()).isEqualTo(Duration.ofSeconds(2000));
        assertThat(state("same", "zone")
                        .at("/ccvconsumer/params/unbonding_period")
                        .asString())
                .isEqualTo("2000s");
        assertThat(state("same", "hub")
                        .at("/ibc/client_genesis/clients/0/client_state/unbonding_period")
                        .asString())
                .isEqualTo("2000s");
    }

    @Test
    void keysAreThoseOfTheProviderOrAssignedOnes() {
        Layout same = Plans.layout(Plans.spec(NETWORK.replace("KEYS", "same")));
        Layout assigned = Plans.layout(Plans.spec(NETWORK.replace("KEYS", "assigned")));

        assertThat(same.chain("zone").validatorsHash())
                .isEqualTo(same.chain("hub").validatorsHash());
        assertThat(assigned.chain("zone").validatorsHash())
                .isNotEqualTo(assigned.chain("hub").validatorsHash());
    }

    @Test
    void theProviderCreatesItAndOptsItsValidatorsInByTransactionsOfGenesis() {
        JsonNode same = state("same", "hub").at("/genutil/gen_txs");
        JsonNode assigned = state("assigned", "hub").at("/genutil/gen_txs");

        assertThat(same.valueStream().map(ConsumerPlanTest::described))
                .containsExactly(
                        "MsgCreateValidator 0",
                        "MsgCreateValidator 0",
                        "MsgCreateConsumer 1",
                        "MsgOptIn 2",
                        "MsgOptIn 1");
        assertThat(same.get(3).at("/body/messages/0/consumer_key").asString()).isEmpty();
        assertThat(assigned.get(3).at("/body/messages/0/consumer_key").asString())
                .startsWith("{\"@type\":\"/cosmos.crypto.ed25519.PubKey\"");
    }

    @Test
    void theProviderHasItAsLaunchedAndAnAccountForItsRewards() {
        JsonNode hub = state("same", "hub");
        JsonNode consumer = hub.at("/provider/consumer_states/0");

        assertThat(consumer.path("phase").asString()).isEqualTo("CONSUMER_PHASE_LAUNCHED");
        assertThat(consumer.path("channel_id").asString()).isEqualTo("channel-1");
        assertThat(hub.at("/auth/accounts").valueStream().filter(it -> it.has("name")))
                .singleElement()
                .satisfies(account -> {
                    assertThat(account.path("name").asString()).isEqualTo("consumer_rewards_pool");
                    assertThat(account.at("/base_account/address").asString())
                            .isEqualTo(state("same", "zone")
                                    .at("/ccvconsumer/params/provider_fee_pool_addr_str")
                                    .asString());
                });
    }

    @Test
    void aConsumerByItselfHasAnOpenChannelToNobody() {
        Layout layout = Plans.layout(Plans.spec(ALONE));
        ChainLayout zone = layout.chain("zone");
        JsonNode state = Plans.json(ChainPlanner.plan(layout, zone, Plans.facts(zone.spec()))
                        .genesis())
                .path("app_state");

        assertThat(layout.paths()).isEmpty();
        assertThat(state.at("/ccvconsumer/provider_channel_id").asString()).isEqualTo("channel-0");
        assertThat(state.at("/ccvconsumer/provider/initial_val_set")).hasSize(2);
        assertThat(state.at("/ibc/channel_genesis/channels/0/state").asString()).isEqualTo("STATE_OPEN");
        assertThat(state.at("/ibc/client_genesis/clients/0/client_state/chain_id")
                        .asString())
                .isEqualTo("provider-1");
    }

    @Test
    void aBinaryWithoutTheModuleIsRefused() {
        String network = NETWORK.replace("KEYS", "same").replace(Plans.CONSUMER.packagePath(), Plans.V10.packagePath());
        Layout layout = Plans.layout(Plans.spec(network));
        ChainLayout zone = layout.chain("zone");

        assertThatThrownBy(() -> ChainPlanner.plan(layout, zone, Plans.facts(zone.spec()), Map.of("hub", "cosmos")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("ccvconsumer")
                .hasMessageContaining("chains.zone.binary");
    }

    @Test
    void theProvidersPrefixMustBeKnown() {
        Layout layout = Plans.layout(Plans.spec(NETWORK.replace("KEYS", "same")));
        ChainLayout zone = layout.chain("zone");

        assertThatThrownBy(() -> ChainPlanner.plan(layout, zone, Plans.facts(zone.spec())))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("chains.hub.prefix");
    }

    private static ObjectNode state(String keys, String chain) {
        Layout layout = Plans.layout(Plans.spec(NETWORK.replace("KEYS", keys)));
        ChainLayout planned = layout.chain(chain);
        ChainPlan plan = ChainPlanner.plan(layout, planned, Plans.facts(planned.spec()), Map.of("hub", "cosmos"));
        return (ObjectNode) Plans.json(plan.genesis()).path("app_state");
    }

    private static String described(JsonNode genTx) {
        String type = genTx.at("/body/messages/0/@type").asString();
        return type.substring(type.lastIndexOf('.') + 1) + " "
                + genTx.at("/auth_info/signer_infos/0/sequence").asString();
    }
}
