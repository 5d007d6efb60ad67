package dev.orrery.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** How the user's changes of genesis and what the planner computes go together. */
class ChangedGenesisTest {
    private static final String ALICE =
            layout("").chain("hub").accounts().getFirst().key().address("cosmos");

    @Test
    void anAccountOfTheNetworkMayBeMadeAVestingOne() {
        JsonNode accounts = state("auth: { accounts: [ { \"@type\": /cosmos.vesting.v1beta1.PermanentLockedAccount,"
                        + " base_vesting_account: { base_account: { address: " + ALICE + " } } } ] }")
                .at("/auth/accounts");

        assertThat(of(accounts, ALICE))
                .singleElement()
                .satisfies(alice -> assertThat(alice.path("@type").asString()).endsWith("PermanentLockedAccount"));
        assertThat(accounts).as("alice, the faucet, the operator").hasSize(3);
    }

    @Test
    void aBalanceOfAnAccountOfTheNetworkIsAddedToItsOwn() {
        JsonNode balances = state("bank: { balances: [ { address: " + ALICE
                        + ", coins: [ { denom: zoo, amount: \"5\" }, { denom: stake, amount: \"2\" } ] } ] }")
                .at("/bank/balances");

        assertThat(of(balances, ALICE))
                .singleElement()
                .satisfies(alice -> assertThat(alice.path("coins").toString())
                        .isEqualTo("[{\"denom\":\"stake\",\"amount\":\"12\"},{\"denom\":\"zoo\",\"amount\":\"5\"}]"));
    }

    @ParameterizedTest(name = "least {0}: rate {1} of at most {2}")
    @CsvSource({
        "0.000000000000000000, 0.100000000000000000, 0.200000000000000000",
        "0.150000000000000000, 0.150000000000000000, 0.200000000000000000",
        "0.5, 0.500000000000000000, 0.500000000000000000"
    })
    void validatorsTakeTheCommissionThatTheChainAsksFor(String least, String rate, String most) {
        JsonNode commission = state("staking: { params: { min_commission_rate: \"" + least + "\" } }")
                .at("/genutil/gen_txs/0/body/messages/0/commission");

        assertThat(commission.path("rate").asString()).isEqualTo(rate);
        assertThat(commission.path("max_rate").asString()).isEqualTo(most);
    }

    @Test
    void changesReachWhatTheyNameAndNothingElse() {
        ObjectNode state = state("{ gov: { params: { voting_period: 10s } }, mint: null,"
                + " slashing: { params: { signed_blocks_window: \"100\" } } }");

        assertThat(state.at("/gov/params/voting_period").asString()).isEqualTo("10s");
        assertThat(state.at("/gov/params/max_deposit_period").asString()).isEqualTo("172800s");
        assertThat(state.has("mint")).isFalse();
        assertThat(state.at("/slashing/params/signed_blocks_window").asString())
                .as("the user's, though Orrery widens this very default")
                .isEqualTo("100");
    }

    private static List<JsonNode> of(JsonNode array, String address) {
        return array.valueStream()
                .filter(entry -> entry.findValuesAsString("address").contains(address))
                .toList();
    }

    private static ObjectNode state(String changes) {
        String state = changes.startsWith("{") ? changes : "{ " + changes + " }";
        ChainPlan plan =
                Plans.plan(layout("genesis: { app_state: " + state + " }")).get("hub");
        return (ObjectNode) Plans.json(plan.genesis()).get("app_state");
    }

    private static Layout layout(String hubKey) {
        return Plans.layout(Plans.spec("""
            version: 1
            name: net
            chains:
              hub:
                binary: { go: "%s@%s" }
                accounts: { alice: 10stake }
                %s
            """.formatted(Plans.V8.packagePath(), Plans.V8.version(), hubKey)));
    }
}
