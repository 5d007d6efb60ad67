package dev.orrery.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orrery.base.BinaryException;
import dev.orrery.base.InvalidInputException;
import dev.orrery.base.OrreryException;
import dev.orrery.binaries.BinaryFacts;
import dev.orrery.spec.NetworkSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/** What a checked spec may ask for and no chain can do: refused before anything starts, with the place to mend. */
class RefusedPlanTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"21 days", "1814400", "\"1814400\"", "{ seconds: 5 }", "[ 5s ]", "null", "0s", "-5s", "1e99s"})
    void anUnbondingTimeThatIsNone(String time) {
        NetworkSpec spec =
                Plans.hub("genesis: { app_state: { staking: { params: { unbonding_time: " + time + " } } } }");

        assertThatThrownBy(() -> Plans.layout(spec))
                .isInstanceOf(InvalidInputException.class)
                .satisfies(e -> says(e, "chains.hub.genesis.app_state.staking.params.unbonding_time", "1814400s"));
    }

    @Test
    void fewerSeatsThanValidators() {
        refused(
                "validators: 3\n    genesis: { app_state: { staking: { params: { max_validators: 2 } } } }",
                "chains.hub.genesis.app_state.staking.params.max_validators",
                "at least 3");
    }

    @Test
    void fewerSeatsThanValidatorsOnAProvider() {
        Layout layout = Plans.layout(Plans.spec("""
            version: 1
            name: net
            chains:
              hub:
                binary: { go: "%s@%s" }
                validators: 3
                genesis: { app_state: { provider: { params: { max_provider_consensus_validators: "2" } } } }
            """.formatted(Plans.V10.packagePath(), Plans.V10.version())));

        assertThatThrownBy(() -> Plans.plan(layout))
                .isInstanceOf(InvalidInputException.class)
                .satisfies(e -> says(e, "app_state.provider.params.max_provider_consensus_validators", "at least 3"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{ denom: ufoo }", "{ denom: ufoo, amount: -5 }", "{ denom: ufoo, amount: many }"})
    void aBalanceWithoutAnAmount(String coin) {
        refused(
                "genesis: { app_state: { bank: { balances: [ { address: cosmos1x, coins: [ " + coin + " ] } ] } } }",
                "bank.balances",
                "ufoo");
    }

    @Test
    void moreCoinsThanTheSdkCanCount() {
        String most = "115792089237316195423570985008687907853269984665640564039457584007913129639935";

        refused("accounts: { alice: " + most + "ufoo }", "chains.hub", "2^256 - 1");
    }

    @ParameterizedTest(name = "{0}: at {1}")
    @CsvSource({
        "app_state: null, app_state, null",
        "app_state: 5, app_state, 5",
        "app_state: { staking: null }, app_state.staking, null",
        "app_state: { bank: 5 }, app_state.bank, 5",
        "app_state: { bank: [ 1 ] }, app_state.bank, [1]"
    })
    void aChangedGenesisWithoutWhatEveryChainHas(String change, String place, String seen) {
        refused(
                "genesis: { " + change + " }",
                "where:    chains.hub.genesis." + place,
                "an object",
                "seen:     " + seen);
    }

    @Test
    void aBinaryWithoutWhatEveryChainHas() {
        NetworkSpec spec = Plans.hub("");
        Layout layout = Plans.layout(spec);
        BinaryFacts facts = Plans.facts(spec.chains().getFirst());
        ObjectNode genesis = facts.defaultGenesis().deepCopy();
        ((ObjectNode) genesis.get("app_state")).remove("bank");
        BinaryFacts withoutBank = new BinaryFacts("", genesis, facts.configFiles(), "cosmos");

        assertThatThrownBy(() -> ChainPlanner.plan(layout, layout.chain("hub"), withoutBank))
                .isInstanceOf(InvalidInputException.class)
                .satisfies(e -> says(e, "chains.hub.binary", "\"bank\" in its default genesis", "auth"));
    }

    @ParameterizedTest(name = "bond_denom: {0}")
    @CsvSource(
            delimiter = '|',
            value = {"ufoo|write \"denom: ufoo\" in chains.hub", "null|it follows from the chain's denom"})
    void aStakingDenomBesideTheChainsOwn(String denom, String hint) {
        refused(
                "denom: uatom\n    genesis: { app_state: { staking: { params: { bond_denom: " + denom + " } } } }",
                "chains.hub.genesis.app_state.staking.params.bond_denom",
                "\"uatom\", the chain's denom",
                hint);
    }

    @Test
    void aStakingDenomThatIsTheChainsOwnIsNone() {
        Layout layout = Plans.layout(
                Plans.hub("denom: uatom\n    genesis: { app_state: { staking: { params: { bond_denom: uatom } } } }"));

        assertThatCode(() -> Plans.plan(layout)).doesNotThrowAnyException();
    }

    @ParameterizedTest(name = "historical_entries: {0}")
    @ValueSource(strings = {"0", "\"0\""})
    void noHistoryOnAChainWithPaths(String entries) {
        String chain = """
            { binary: { go: "%s@%s" }, genesis: { app_state: { staking: { params: { historical_entries: %s } } } } }\
            """.formatted(Plans.V8.packagePath(), Plans.V8.version(), entries);
        String chains = "version: 1\nname: net\nchains:\n  hub: " + chain + "\n  zone: " + chain + "\n";

        assertThatThrownBy(() -> Plans.plan(Plans.layout(Plans.spec(chains + "paths: [ { between: [hub, zone] } ]\n"))))
                .isInstanceOf(InvalidInputException.class)
                .satisfies(
                        e -> says(e, "chains.hub.genesis.app_state.staking.params.historical_entries", "more than 0"));
        assertThatCode(() -> Plans.plan(Plans.layout(Plans.spec(chains)))).doesNotThrowAnyException();
    }

    @Test
    void aPathOfIbcV2OnAChainWithoutIt() {
        NetworkSpec spec = Plans.spec("""
            version: 1
            name: net
            chains:
              hub: { binary: { go: "%s@%s" } }
              zone: { binary: { go: "%s@%s" } }
            paths: [ { between: [hub, zone], ibc: v2 } ]
            """.formatted(
                        Plans.V10.packagePath(), Plans.V10.version(), Plans.V8.packagePath(), Plans.V8.version()));

        assertThatThrownBy(() -> Plans.plan(Plans.layout(spec)))
                .isInstanceOf(InvalidInputException.class)
                .satisfies(e -> says(e, "genesis of zone", "paths.hub-zone.ibc", "ibc-go v10 or newer"));
    }

    @Test
    void aPathOnAChainWithoutIbc() {
        NetworkSpec spec = Plans.spec("""
            version: 1
            name: net
            chains:
              hub: { binary: { go: "%1$s@%2$s" } }
              zone: { binary: { go: "%1$s@%2$s" } }
            paths: [ { between: [hub, zone] } ]
            """.formatted(Plans.V8.packagePath(), Plans.V8.version()));
        Layout layout = Plans.layout(spec);
        BinaryFacts facts = Plans.facts(spec.chains().getFirst());
        ObjectNode genesis = facts.defaultGenesis().deepCopy();
        ((ObjectNode) genesis.get("app_state")).remove("ibc");
        BinaryFacts withoutIbc = new BinaryFacts("", genesis, facts.configFiles(), "cosmos");

        assertThatThrownBy(() -> ChainPlanner.plan(layout, layout.chain("hub"), withoutIbc))
                .isInstanceOf(InvalidInputException.class)
                .satisfies(e -> says(e, "remove the paths of hub: this chain has no IBC"));
    }

    @ParameterizedTest
    @CsvSource({
        "trnsfer, 'did you mean \"transfer\"?'",
        "icacontroller-alice, open: handshake",
        "wasm.cosmos1contract, open: handshake",
    })
    void aPortThatTheChainDoesNotTellOf(String port, String hint) {
        Layout layout = Plans.layout(pathOn("{ name: odd, port: " + port + ", version: v }", ""));

        assertThatThrownBy(() -> Plans.plan(layout))
                .isInstanceOf(InvalidInputException.class)
                .satisfies(e -> says(e, "paths.hub-zone.channels.odd", "icahost", port, hint));
    }

    @Test
    void ofAPortThatHandshakesOpenOnlyTheChainCanTell() {
        Layout layout =
                Plans.layout(pathOn("{ name: odd, port: wasm.cosmos1contract, version: v }", "open: handshake"));

        assertThat(Plans.plan(layout)).hasSize(2);
    }

    private static NetworkSpec pathOn(String channel, String pathKey) {
        return Plans.spec("""
            version: 1
            name: net
            chains:
              hub: { binary: { go: "%1$s@%2$s" } }
              zone: { binary: { go: "%1$s@%2$s" } }
            paths: [ { between: [hub, zone], channels: [ %3$s ], %4$s } ]
            """.formatted(Plans.V8.packagePath(), Plans.V8.version(), channel, pathKey));
    }

    @Test
    void aPrefixThatNeitherTheSpecNorTheBinaryTells() {
        NetworkSpec spec = Plans.hub("");
        BinaryFacts facts = Plans.facts(spec.chains().getFirst());
        BinaryFacts silent = new BinaryFacts("", facts.defaultGenesis(), facts.configFiles(), "");

        assertThatThrownBy(() ->
                        ChainPlanner.plan(Plans.layout(spec), Plans.layout(spec).chain("hub"), silent))
                .isInstanceOf(BinaryException.class)
                .satisfies(e -> says(e, "`prefix:`"));
        Layout told = Plans.layout(Plans.hub("prefix: own"));
        assertThat(ChainPlanner.plan(told, told.chain("hub"), silent).prefix()).isEqualTo("own");
    }

    private static void refused(String hubKey, String... parts) {
        Layout layout = Plans.layout(Plans.hub(hubKey));

        assertThatThrownBy(() -> Plans.plan(layout))
                .isInstanceOf(InvalidInputException.class)
                .satisfies(e -> says(e, parts));
    }

    private static void says(Throwable e, String... parts) {
        assertThat(String.join("\n", ((OrreryException) e).failure().lines())).contains(parts);
    }
}
