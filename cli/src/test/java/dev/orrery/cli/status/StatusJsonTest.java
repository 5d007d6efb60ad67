package dev.orrery.cli.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.cli.Samples;
import dev.orrery.cli.terminal.JsonRpcText;
import dev.orrery.network.NetworkDescription.Endpoints;
import dev.orrery.network.json.StatusJson;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class StatusJsonTest {
    @Test
    void whatIsWrittenIsReadAgain() {
        assertThat(StatusJson.read(StatusJson.of(Samples.STATUS))).isEqualTo(Samples.STATUS);
    }

    @Test
    void statusHasChainsWithValidatorsAndNodesAndPathsWithBothEnds() {
        JsonNode json = StatusJson.of(Samples.STATUS);
        JsonNode hub = json.path("chains").get(0);
        JsonNode end = json.path("paths").get(0).path("a");

        assertThat(json.propertyNames()).containsExactly("name", "state", "chains", "paths");
        assertThat(hub.propertyNames()).containsExactly("name", "chainId", "height", "validators", "nodes");
        assertThat(hub.path("validators").get(0).path("votingPower").asLong()).isEqualTo(2000);
        assertThat(hub.path("nodes").get(0).path("pid").asLong()).isEqualTo(4711);
        assertThat(hub.path("nodes").get(0).path("endpoints").propertyNames())
                .containsExactly("rpc", "grpc", "rest", "p2p");
        assertThat(hub.path("nodes").get(0).path("stages").toString())
                .isEqualTo("[{\"stage\":\"init-node\",\"tookMillis\":12},{\"stage\":\"start\",\"tookMillis\":1345}]");
        assertThat(hub.path("nodes").get(1).path("height").isNull()).isTrue();
        assertThat(end.propertyNames())
                .containsExactly("chain", "clientId", "clientStatus", "connectionId", "connectionState", "channels");
        assertThat(end.path("channels").get(0).toString())
                .isEqualTo("{\"port\":\"transfer\",\"id\":\"channel-0\",\"state\":\"OPEN\",\"pending\":2}");
    }

    @Test
    void aNodeThatServesEthereumsClientsHasAnEndpointMore() {
        Endpoints endpoints = new Endpoints("r", "g", "e", "p", Optional.of("http://127.0.0.1:8545"));

        assertThat(StatusJson.endpoints(endpoints).propertyNames())
                .containsExactly("rpc", "grpc", "rest", "p2p", "jsonRpc");
        assertThat(JsonRpcText.line(Map.of("val1", endpoints))).contains("JSON-RPC: val1 http://127.0.0.1:8545");
        assertThat(JsonRpcText.line(Map.of("val1", Samples.ENDPOINTS))).isEmpty();
    }
}
