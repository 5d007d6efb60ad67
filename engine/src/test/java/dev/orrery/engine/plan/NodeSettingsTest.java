package dev.orrery.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.orrery.base.InvalidInputException;
import dev.orrery.binaries.BinaryFacts;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which setting wins in a node's configuration. */
class NodeSettingsTest {
    @ParameterizedTest(name = "blockTime {0}: {1}")
    @CsvSource({"0s, 0ms", "100ms, 100ms", "1m30s, 90000ms", "0.5ms, 500000ns"})
    void theBlockTimeIsExact(String blockTime, String timeoutCommit) {
        assertThat(file("config.toml", "blockTime: " + blockTime))
                .contains("\ntimeout_commit = \"" + timeoutCommit + "\"\n");
    }

    @Test
    void theUsersSettingsWinOverOrrerys() {
        String toml =
                file("config.toml", "config: { config.toml: { consensus: { timeout_commit: 7s }, moniker: me } }");

        assertThat(toml)
                .contains("\ntimeout_commit = \"7s\"\n", "\nmoniker = \"me\"\n", "\ntimeout_propose = \"1s\"\n");
    }

    @Test
    void aRealisticChainKeepsWhatTheBinaryWritesAndTheUserStillWins() {
        assertThat(file("config.toml", "profile: realistic"))
                .contains(
                        "\ntimeout_commit = \"5000ms\"\n",
                        "\ntimeout_propose = \"3s\"\n",
                        "\nflush_throttle_timeout = \"100ms\"\n",
                        "\npeer_gossip_sleep_duration = \"100ms\"\n",
                        "\nallow_duplicate_ip = true\n");
        assertThat(file("config.toml", "profile: realistic\n    blockTime: 1s"))
                .contains("\ntimeout_commit = \"1000ms\"\n");
        assertThat(file("config.toml", "profile: fast")).isEqualTo(file("config.toml", ""));
    }

    @Test
    void addressesWinOverTheUsersSettings() {
        String there = "tcp://9.9.9.9:9";
        String key = """
            config:
                  config.toml: { rpc: { laddr: "%1$s", pprof_laddr: "%1$s" }, p2p: { laddr: "%1$s", persistent_peers: x } }
                  app.toml: { api: { address: "%1$s" }, grpc: { address: "%1$s" } }
                  client.toml: { node: "%1$s" }
            """.formatted(there);

        for (String name : new String[] {"config.toml", "app.toml", "client.toml"}) {
            assertThat(file(name, key)).doesNotContain("9.9.9.9").isEqualTo(file(name, ""));
        }
    }

    @Test
    void everyNodeKnowsAllItsPeers() {
        Map<String, PlannedFile> files = files("validators: 3");

        assertThat(text(files, "val2", "config.toml"))
                .containsPattern("persistent_peers = \"[0-9a-f]{40}@127.0.0.1:20000,[0-9a-f]{40}@127.0.0.1:20010\"");
    }

    @Test
    void aFileThatTheBinaryDoesNotWriteIsMadeWhereTheUserAsksForIt() {
        ChainPlan plan = plan("config: { client.toml: { output: json } }", Map.of("config.toml", "", "app.toml", ""));

        assertThat(text(Plans.files(Map.of("hub", plan)), "val1", "client.toml"))
                .contains("output = \"json\"\n", "node = \"tcp://127.0.0.1:20001\"\n");
    }

    /** As SDK 0.47 and older have it; all nodes of a machine would want this one port. */
    @Test
    void grpcWebIsOffWhereItHasAPortOfItsOwn() {
        String old = "[grpc-web]\nenable = true\naddress = \"localhost:9091\"\n";

        assertThat(text(Plans.files(Map.of("hub", plan("", Map.of("app.toml", old)))), "val1", "app.toml"))
                .contains("[grpc-web]\nenable = false\naddress");
        assertThat(file("app.toml", "")).containsPattern("\\[grpc-web]\\s(#.*\\s|\\s)*enable = true");
    }

    @Test
    void gasIsPaidInTheChainsOwnDenom() {
        assertThat(file("app.toml", "denom: uatom\n    gasPrice: 0.0000001"))
                .contains("minimum-gas-prices = \"0.0000001uatom\"");
    }

    /** CometBFT and the SDK ignore what they do not know: nobody would be told. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "config.toml: { consensus: { timeout_comit: 1s } } | config.config.toml.consensus.timeout_comit"
                        + " | which this binary's config.toml does not have | did you mean \"timeout_commit\"?",
                "config.toml: { concensus: { timeout_commit: 1s } } | config.config.toml.concensus | \"concensus\""
                        + " | did you mean \"consensus\"?",
                "app.toml: { api: { swager: true } } | config.app.toml.api.swager | \"swager\" | did you mean"
                        + " \"swagger\"?",
                "app.toml: { api: { swagger: 'yes' } } | config.app.toml.api.swagger | \"yes\" | write a value of that"
                        + " kind",
                "app.toml: { pruning-interval: 5 } | config.app.toml.pruning-interval | 5 | put it in quotes: \"5\"",
                "config.toml: { mempool: { size: '5' } } | config.config.toml.mempool.size | \"5\" | write a value of"
                        + " that kind",
                "config.toml: { mempool: 5 } | config.config.toml.mempool | 5 | write the fields that you want to"
                        + " change",
                "client.toml: { outptu: json } | config.client.toml.outptu | \"outptu\" | did you mean \"output\"?",
            })
    void settingsThatTheBinaryDoesNotHaveAreRefused(String config, String where, String seen, String hint) {
        InvalidInputException refused = catchThrowableOfType(
                InvalidInputException.class, () -> file("config.toml", "config: { " + config + " }"));

        assertThat(refused.failure().where()).contains("chains.hub." + where);
        assertThat(refused.failure().seen())
                .hasValueSatisfying(text -> assertThat(text).contains(seen));
        assertThat(refused.failure().hint())
                .hasValueSatisfying(text -> assertThat(text).startsWith(hint));
    }

    /** Empty in the default: a list of labels, a map of anything. */
    @Test
    void whereTheBinaryHasNothingAnythingCanBeSet() {
        assertThat(file("app.toml", "config: { app.toml: { telemetry: { global-labels: [[a, b]] } } }"))
                .contains("global-labels = [[\"a\", \"b\"]]");
    }

    private static String file(String name, String hubKey) {
        return text(files(hubKey), "val1", name);
    }

    private static String text(Map<String, PlannedFile> files, String node, String name) {
        return new String(files.get("hub/" + node + "/config/" + name).content(), StandardCharsets.UTF_8);
    }

    private static Map<String, PlannedFile> files(String hubKey) {
        return Plans.files(Plans.plan(Plans.layout(Plans.hub(hubKey))));
    }

    private static ChainPlan plan(String hubKey, Map<String, String> configFiles) {
        Layout layout = Plans.layout(Plans.hub(hubKey));
        BinaryFacts facts = Plans.facts(layout.chain("hub").spec());
        return ChainPlanner.plan(
                layout, layout.chain("hub"), new BinaryFacts("", facts.defaultGenesis(), configFiles, facts.prefix()));
    }
}
