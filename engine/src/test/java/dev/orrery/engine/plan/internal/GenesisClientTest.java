package dev.orrery.engine.plan.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.engine.plan.ChainLayout;
import dev.orrery.engine.plan.Layout;
import dev.orrery.engine.plan.Plans;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class GenesisClientTest {
    /** ibc-go, 02-client {@code TestIsRevisionFormat} and {@code TestParseChainID}, and the largest uint64. */
    @ParameterizedTest(name = "{0} has revision {1}")
    @CsvSource({
        "gaiamainnet-3, 3",
        "gaia-mainnet-40, 40",
        "gaiamainnet-3-39, 39",
        "a-1, 1",
        "hub-18446744073709551615, 18446744073709551615",
        "gaiamainnet--4, 0",
        "gaiamainnet-3.4, 0",
        "gaiamainnet, 0",
        "gaiamainnet-03, 0",
        "gaiamainnet-0, 0",
        "gaiamainnet-, 0",
        "-1, 0"
    })
    void theRevisionIsTheNumberAfterTheLastDash(String chainId, String revision) {
        assertThat(Long.toUnsignedString(GenesisClient.revision(chainId))).isEqualTo(revision);
    }

    @Test
    void theClientTellsOfTheOtherChainAndItsMetadataOfTheHolder() {
        Layout layout = layout("");
        GenesisClient client = client(layout);

        JsonNode state = client.state();
        assertThat(state.at("/chain_id").asString()).isEqualTo("hub-18446744073709551615");
        assertThat(state.at("/latest_height").toString())
                .isEqualTo("{\"revision_number\":\"18446744073709551615\",\"revision_height\":\"1\"}");
        assertThat(state.at("/unbonding_period").asString()).isEqualTo("1814400s");
        assertThat(state.at("/trusting_period").asString()).isEqualTo("1209600s");
        assertThat(client.consensusState().at("/next_validators_hash").asString())
                .isEqualTo(layout.chain("hub").validatorsHash());
        assertThat(client.consensusState().at("/timestamp").asString()).isEqualTo("2026-01-01T00:00:00Z");

        JsonNode metadata = client.metadata();
        assertThat(text(metadata, 0, "key")).isEqualTo("consensusStates/18446744073709551615-1/processedTime");
        // 2026-01-01T00:00:00Z in nanoseconds, big-endian
        assertThat(hex(metadata, 0, "value")).isEqualTo(HexFormat.of().toHexDigits(1_767_225_600_000_000_000L));
        assertThat(text(metadata, 1, "key")).isEqualTo("consensusStates/18446744073709551615-1/processedHeight");
        assertThat(text(metadata, 1, "value")).isEqualTo("7-1");
        assertThat(hex(metadata, 2, "key"))
                .isEqualTo(HexFormat.of().formatHex("iterateConsensusStates".getBytes(StandardCharsets.UTF_8))
                        + "ffffffffffffffff0000000000000001");
        assertThat(text(metadata, 2, "value")).isEqualTo("consensusStates/18446744073709551615-1");
    }

    @ParameterizedTest(name = "unbonding {0}: trusting period {2}")
    @CsvSource({"3600s, 3600s, 2400s", "1s, 1s, 0.666666666s", "1.50s, 1.5s, 1s"})
    void theTrustingPeriodIsPositiveAndTwoThirdsOfTheUnbondingTime(String asked, String unbonding, String trusting) {
        JsonNode state = client(
                        layout("genesis: { app_state: { staking: { params: { unbonding_time: " + asked + " } } } }"))
                .state();

        assertThat(state.at("/unbonding_period").asString()).isEqualTo(unbonding);
        assertThat(state.at("/trusting_period").asString()).isEqualTo(trusting);
    }

    @Test
    void whatThePathSaysOfItsClientsIsInThem() {
        Layout layout = layout("", "trustingPeriod: 1h, clockDrift: 2.5s");

        assertThat(client(layout).state().at("/trusting_period").asString()).isEqualTo("3600s");
        assertThat(client(layout).state().at("/max_clock_drift").asString()).isEqualTo("2.5s");
    }

    private static Layout layout(String hubKey) {
        return layout(hubKey, "");
    }

    private static Layout layout(String hubKey, String pathKeys) {
        return Plans.layout(Plans.spec("""
            version: 1
            name: net
            chains:
              hub:
                binary: { path: hubd }
                chainId: hub-18446744073709551615
                %s
              zone: { binary: { path: zoned }, chainId: zone-7 }
            paths:
              - { between: [hub, zone], %s }
            """.formatted(hubKey, pathKeys)));
    }

    private static GenesisClient client(Layout layout) {
        ChainLayout hub = layout.chain("hub");
        return new GenesisClient(layout.paths().getFirst().b(), hub, layout.chain("zone"), layout.genesisTime());
    }

    private static byte[] bytes(JsonNode metadata, int index, String field) {
        return Base64.getDecoder().decode(metadata.get(index).get(field).asString());
    }

    private static String text(JsonNode metadata, int index, String field) {
        return new String(bytes(metadata, index, field), StandardCharsets.UTF_8);
    }

    private static String hex(JsonNode metadata, int index, String field) {
        return HexFormat.of().formatHex(bytes(metadata, index, field));
    }
}
