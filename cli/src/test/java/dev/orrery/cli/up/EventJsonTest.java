package dev.orrery.cli.up;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.cli.Samples;
import dev.orrery.engine.Stage;
import dev.orrery.engine.UpEvent;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class EventJsonTest {
    private static final Duration AT = Duration.ofMillis(1500);

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
                new UpEvent.NodeDown(AT, "hub", "val4", "it exited with status 3"),
                new UpEvent.ConfigChanged(
                        AT,
                        "hub",
                        "val1",
                        "config.toml",
                        List.of(new UpEvent.Setting("consensus.timeout_commit", "\"1s\"", "\"5s\""))),
                new UpEvent.BinaryStep(AT, "go: x@v1", "compiling", Duration.ofSeconds(1)),
                new UpEvent.BinaryReady(AT, "hub", "go: x@v1"),
                new UpEvent.StageStarted(AT, "hub", "val1", Stage.INIT_CHAIN),
                new UpEvent.StageDone(AT, "hub", "val1", Stage.START, Duration.ofMillis(7)),
                new UpEvent.Failing(AT, "bringing up hub/val1: no machine takes its pod"),
                new UpEvent.PathOpen(AT, "hub-zone"),
                new UpEvent.RelayerReady(AT, "hub-zone", "hermes"),
                new UpEvent.ApiReady(AT, URI.create("http://127.0.0.1:8080"), Path.of("/api/token")));

        assertThat(events)
                .allSatisfy(event ->
                        assertThat(EventJson.parse(EventJson.of(event))).contains(event));
    }

    @Test
    void whatIsNoEventIsNone() {
        assertThat(EventJson.parse(EventJson.event("something-new"))).isEmpty();
    }
}
