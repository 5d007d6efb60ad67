package dev.orrery.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orrery.base.InvalidInputException;
import dev.orrery.base.OrreryException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Genesis to taste: what can be changed, and what is refused with the nearest name before anything starts. */
class EditedGenesisTest {
    @Test
    void theVotingPeriodIsSetAndTheExpeditedOneStaysTheShorter() {
        JsonNode gov = state("params: { votingPeriod: 10s }").at("/gov/params");

        assertThat(gov.path("voting_period").asString()).isEqualTo("10s");
        assertThat(gov.path("expedited_voting_period").asString()).isEqualTo("5s");
        assertThat(state("params: { votingPeriod: 30d }")
                        .at("/gov/params/expedited_voting_period")
                        .asString())
                .as("the binary's own, which is shorter")
                .isEqualTo("86400s");
    }

    @Test
    void theUnbondingTimeIsSetAndLightClientsFollowIt() {
        assertThat(state("params: { unbondingTime: 3d }")
                        .at("/staking/params/unbonding_time")
                        .asString())
                .isEqualTo("259200s");
        assertThat(layout("params: { unbondingTime: 1m30.5s }").chain("hub").unbonding())
                .hasMillis(90_500);
    }

    @Test
    void theInflationIsFixed() {
        JsonNode mint = state("params: { inflation: 0.1 }").get("mint");

        assertThat(mint.at("/minter/inflation").asString()).isEqualTo("0.100000000000000000");
        assertThat(mint.at("/params/inflation_max").asString()).isEqualTo("0.100000000000000000");
        assertThat(mint.at("/params/inflation_min").asString()).isEqualTo("0.100000000000000000");
        assertThat(mint.at("/params/inflation_rate_change").asString()).isEqualTo("0.000000000000000000");
    }

    @Test
    void operationsAreCarriedOutInTheirOrderAfterWhatIsMerged() {
        JsonNode state = state("""
            genesis: { app_state: { gov: { params: { quorum: "0.5" } } } }
                genesisPatch:
                  - { op: replace, path: /app_state/gov/params/quorum, value: "0.1" }
                  - { op: add, path: /app_state/bank/denom_metadata/-, value: { base: uatom } }
                  - { op: add, path: /app_state/bank/denom_metadata/0, value: { base: ufirst } }
                  - { op: replace, path: /app_state/bank/denom_metadata/1/base, value: ulast }
                  - { op: remove, path: /app_state/circuit }
                  - { op: add, path: /app_state/own~1module, value: { key: 1 } }\
            """);

        assertThat(state.at("/gov/params/quorum").asString()).isEqualTo("0.1");
        assertThat(state.at("/bank/denom_metadata").toString())
                .isEqualTo("[{\"base\":\"ufirst\"},{\"base\":\"ulast\"}]");
        assertThat(state.has("circuit")).isFalse();
        assertThat(state.get("own/module").toString()).isEqualTo("{\"key\":1}");
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of(
                        "genesis: { app_state: { gov: { params: { voting_perod: 10s } } } }",
                        "chains.hub.genesis.app_state.gov.params.voting_perod",
                        "did you mean \"voting_period\"?"),
                Arguments.of(
                        "genesis: { app_state: { govv: { } } }",
                        "chains.hub.genesis.app_state.govv",
                        "did you mean \"gov\"?"),
                Arguments.of(
                        "genesis: { app_stat: { } }", "chains.hub.genesis.app_stat", "did you mean \"app_state\"?"),
                Arguments.of(
                        "genesis: { app_state: { slashing: { params: { signed_blocks_window: 5 } } } }",
                        "chains.hub.genesis.app_state.slashing.params.signed_blocks_window",
                        "put it in quotes: \"5\""),
                Arguments.of(
                        "genesis: { app_state: { bank: { params: { default_send_enabled: \"yes\" } } } }",
                        "chains.hub.genesis.app_state.bank.params.default_send_enabled",
                        "true or false, such as true"),
                Arguments.of(
                        "genesis: { app_state: { bank: { params: nonsense } } }",
                        "chains.hub.genesis.app_state.bank.params",
                        "write the fields that you want to change"),
                Arguments.of(
                        "genesis: { app_state: { bank: { denom_metadata: { base: uatom } } } }",
                        "chains.hub.genesis.app_state.bank.denom_metadata",
                        "a list, such as []"),
                Arguments.of(
                        "genesisPatch: [ { op: replace, path: /app_state/gov/parms/quorum, value: x } ]",
                        "chains.hub.genesisPatch[0].path",
                        "did you mean \"params\"?"),
                Arguments.of(
                        "genesisPatch: [ { op: remove, path: /app_state/gov/params/qorum } ]",
                        "chains.hub.genesisPatch[0].path",
                        "did you mean \"quorum\"?"),
                Arguments.of(
                        "genesisPatch: [ { op: add, path: /app_state/bank/denom_metadata/1, value: {} } ]",
                        "chains.hub.genesisPatch[0].path",
                        "which has 0 elements"),
                Arguments.of(
                        "genesisPatch: [ { op: replace, path: /app_state/bank/denom_metadata/-, value: {} } ]",
                        "chains.hub.genesisPatch[0].path",
                        "an index of the list /app_state/bank/denom_metadata"),
                Arguments.of(
                        "genesisPatch: [ { op: add, path: /app_state/gov/params/quorum/x, value: 1 } ]",
                        "chains.hub.genesisPatch[0].path",
                        "something below /app_state/gov/params/quorum"));
    }

    @ParameterizedTest
    @MethodSource
    void refused(String key, String where, String says) {
        Layout layout = layout(key);

        assertThatThrownBy(() -> Plans.plan(layout))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        e -> assertThat(lines(e)).contains(where).contains(says));
    }

    @ParameterizedTest
    @CsvSource({"votingPeriod: 10s, gov, params.votingPeriod", "inflation: 0.1, mint, params.inflation"})
    void aChainWithoutTheModuleIsTold(String param, String module, String where) {
        Layout layout = layout("params: { " + param + " }\n    genesisPatch: []\n    genesis: { app_state: { " + module
                + ": null } }");

        assertThatThrownBy(() -> Plans.plan(layout))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        e -> assertThat(lines(e))
                                .contains("chains.hub." + where)
                                .contains("it has none"));
    }

    private static String lines(OrreryException e) {
        return String.join("\n", e.failure().lines());
    }

    private static JsonNode state(String key) {
        return Plans.json(Plans.plan(layout(key)).get("hub").genesis()).get("app_state");
    }

    private static Layout layout(String key) {
        return Plans.layout(Plans.hub(key));
    }
}
