package dev.orrery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.engine.Stage;
import dev.orrery.engine.UpEvent;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class JsonShapesTest {
    private static final Duration AT = Duration.ofMillis(1500);

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
        assertThat(hub.path("nodes").get(1).path("height").isNull()).isTrue();
        assertThat(end.propertyNames())
                .containsExactly("chain", "clientId", "clientStatus", "connectionId", "connectionState", "channels");
        assertThat(end.path("channels").get(0).toString())
                .isEqualTo("{\"port\":\"transfer\",\"id\":\"channel-0\",\"state\":\"OPEN\"}");
    }

    @Test
    void readyHoldsTheDescriptionButNoMnemonic() {
        JsonNode json = EventJson.of(new UpEvent.Ready(AT, Samples.NETWORK));

        assertThat(json.path("event").asString()).isEqualTo("ready");
        assertThat(json.path("network").path("chains").get(1).path("chainId").asString())
                .isEqualTo("zone-1");
        assertThat(json.path("network").path("chains").get(0).path("accounts").toString())
                .isEqualTo("[{\"name\":\"alice\",\"address\":\"cosmos1alice\"}]");
        assertThat(json.toString()).doesNotContain(Samples.MNEMONIC, "mnemonic");
    }

    @Test
    void eventsCanBeReadBackByTheCommandThatStartedTheirSender() {
        List<UpEvent> events = List.of(
                new UpEvent.BinaryStep(AT, "go: x@v1", "compiling", Duration.ofSeconds(1)),
                new UpEvent.BinaryReady(AT, "hub", "go: x@v1"),
                new UpEvent.StageStarted(AT, "hub", "val1", Stage.INIT_CHAIN),
                new UpEvent.StageDone(AT, "hub", "val1", Stage.START, Duration.ofMillis(7)),
                new UpEvent.PathOpen(AT, "hub-zone"));

        assertThat(events)
                .allSatisfy(event ->
                        assertThat(EventJson.parse(EventJson.of(event))).contains(event));
    }

    @Test
    void whatIsNoEventIsNone() {
        assertThat(EventJson.parse(EventJson.event("something-new"))).isEmpty();
    }
}
