package dev.orrery.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A path of IBC v2 beside classic ones: a counterparty for its clients, and neither connection nor channel. */
class IbcV2PlanTest {
    private JsonNode hub;
    private JsonNode zone;

    @BeforeEach
    void plan() {
        Map<String, ChainPlan> plans =
                Plans.plan(Plans.layout(Plans.spec("""
                    version: 1
                    name: net
                    chains:
                      hub: { binary: { go: "%1$s@%2$s" } }
                      zone: { binary: { go: "%1$s@%2$s" } }
                    paths:
                      - { between: [hub, zone], name: before }
                      - { between: [hub, zone], name: direct, ibc: v2 }
                      - { between: [hub, zone], name: after }
                    """.formatted(Plans.V10.packagePath(), Plans.V10.version()))));
        hub = ibc(plans, "hub");
        zone = ibc(plans, "zone");
    }

    @Test
    void eachClientKnowsItsCounterparty() {
        assertThat(hub.path("client_v2_genesis").toString()).isEqualTo("""
            {"counterparty_infos":[{"client_id":"07-tendermint-1",\
            "counterparty_info":{"merkle_prefix":["aWJj",""],"client_id":"07-tendermint-2"}}]}\
            """);
        assertThat(zone.at("/client_v2_genesis/counterparty_infos/0/counterparty_info/client_id")
                        .asString())
                .isEqualTo("07-tendermint-1");
    }

    @Test
    void eachClientCanSend() {
        assertThat(hub.at("/channel_v2_genesis/send_sequences").toString())
                .isEqualTo("[{\"client_id\":\"07-tendermint-1\",\"sequence\":\"1\"}]");
        assertThat(zone.at("/channel_v2_genesis/send_sequences/0/client_id").asString())
                .isEqualTo("07-tendermint-2");
    }

    /** ibc-go refuses a genesis in which a client and its counterparty have one name. */
    @Test
    void theSecondChainsClientSkipsANumber() {
        assertThat(hub.at("/client_genesis/clients").findValuesAsString("client_id"))
                .containsExactly("07-tendermint-0", "07-tendermint-1", "07-tendermint-2");
        assertThat(zone.at("/client_genesis/clients").findValuesAsString("client_id"))
                .containsExactly("07-tendermint-0", "07-tendermint-2", "07-tendermint-3");
        assertThat(hub.at("/client_genesis/next_client_sequence").asString()).isEqualTo("3");
        assertThat(zone.at("/client_genesis/next_client_sequence").asString()).isEqualTo("4");
    }

    @Test
    void connectionsAndChannelsAreThoseOfTheClassicPaths() {
        for (JsonNode chain : new JsonNode[] {hub, zone}) {
            assertThat(chain.at("/connection_genesis/connections").findValuesAsString("id"))
                    .containsExactly("connection-0", "connection-1");
            assertThat(chain.at("/connection_genesis/next_connection_sequence").asString())
                    .isEqualTo("2");
            assertThat(chain.at("/channel_genesis/next_channel_sequence").asString())
                    .isEqualTo("2");
        }
        assertThat(zone.at("/connection_genesis/connections/1/client_id").asString())
                .isEqualTo("07-tendermint-3");
    }

    private static JsonNode ibc(Map<String, ChainPlan> plans, String chain) {
        return Plans.json(plans.get(chain).genesis()).at("/app_state/ibc");
    }
}
