package dev.orrery.engine.relayers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The shape that cosmos/relayer documents for its config.yaml ({@code examples/config_EXAMPLE.yaml}). */
class RlyPlannerTest {
    private static final List<Integer> PORTS = List.of(30001, 30002);

    private final RelayerPlan plan = RlyPlanner.plan(Tasks.task("rly", true), PORTS);
    private final Object config =
            new Load(LoadSettings.builder().build()).loadFromString(Tasks.text(plan, "config/config.yaml"));

    @Test
    void itHasTheThreePartsOfTheDocumentedFile() {
        assertThat(at(config)).containsOnlyKeys("global", "chains", "paths");
        assertThat(at(config, "global"))
                .containsOnlyKeys(
                        "debug-listen-addr", "metrics-listen-addr", "timeout", "memo", "light-cache-size", "log-level")
                .containsEntry("metrics-listen-addr", "127.0.0.1:30001")
                .containsEntry("debug-listen-addr", "127.0.0.1:30002");
    }

    @Test
    void aChainIsACosmosOneWithTheDocumentedValues() {
        assertThat(at(config, "chains")).containsOnlyKeys("hub", "zone");
        assertThat(at(config, "chains", "hub"))
                .containsOnlyKeys("type", "value")
                .containsEntry("type", "cosmos");
        assertThat(at(config, "chains", "hub", "value"))
                .containsKeys("debug", "timeout", "gas-adjustment")
                .containsEntry("key", "relayer")
                .containsEntry("chain-id", "hub-1")
                .containsEntry("rpc-addr", "http://127.0.0.1:26000")
                .containsEntry("account-prefix", "cosmos")
                .containsEntry("keyring-backend", "test")
                .containsEntry("gas-prices", "0.025uatom")
                .containsEntry("output-format", "json")
                .containsEntry("sign-mode", "direct");
    }

    @Test
    void aPathIsAConnectionWithBothItsEnds() {
        assertThat(at(config, "paths")).containsOnlyKeys("hub-zone");
        assertThat(at(config, "paths", "hub-zone")).containsOnlyKeys("src", "dst", "src-channel-filter");
        assertThat(at(config, "paths", "hub-zone", "src"))
                .isEqualTo(
                        Map.of("chain-id", "hub-1", "client-id", "07-tendermint-0", "connection-id", "connection-4"));
        assertThat(at(config, "paths", "hub-zone", "dst"))
                .isEqualTo(
                        Map.of("chain-id", "zone-1", "client-id", "07-tendermint-3", "connection-id", "connection-4"));
        assertThat(at(config, "paths", "hub-zone", "src-channel-filter"))
                .isEqualTo(Map.of("rule", "", "channel-list", List.of()));
    }

    /** {@code keys restore} takes the words as an argument only; what tells of the command names their file. */
    @Test
    void keysAreRestoredFromWordsThatNoLogTells() {
        assertThat(plan.setup()).hasSize(2);
        assertThat(plan.setup().getFirst().arguments())
                .containsExactly(
                        "--home",
                        "{home}",
                        "keys",
                        "restore",
                        "hub",
                        "relayer",
                        "{content of hub.mnemonic}",
                        "--coin-type",
                        "118");
        assertThat(RelayerPlan.fileOf("{content of hub.mnemonic}")).contains("hub.mnemonic");
        assertThat(Tasks.text(plan, "hub.mnemonic")).isEqualTo(Tasks.HUB_WORDS);
        assertThat(plan.files())
                .filteredOn(file -> file.path().endsWith(".mnemonic"))
                .allMatch(file -> file.secret());
    }

    @Test
    void itIsStartedOnItsPathAndTellsItsMetrics() {
        assertThat(plan.start()).startsWith("--home", "{home}", "start", "hub-zone", "--enable-metrics-server");
        assertThat(RlyPlanner.metrics(PORTS)).hasToString("http://127.0.0.1:30001/relayer/metrics");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> at(Object config, String... keys) {
        Object at = config;
        for (String key : keys) {
            at = ((Map<String, Object>) at).get(key);
        }
        return (Map<String, Object>) at;
    }
}
