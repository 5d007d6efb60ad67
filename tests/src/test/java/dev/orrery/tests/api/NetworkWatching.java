package dev.orrery.tests.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orrery.base.AtomicFiles;
import dev.orrery.base.CancelledException;
import dev.orrery.base.NetworkStateException;
import dev.orrery.cli.Main;
import dev.orrery.cli.terminal.StopSignal;
import dev.orrery.cli.terminal.Terminal;
import dev.orrery.network.Account;
import dev.orrery.network.Chain;
import dev.orrery.network.json.PathsJson;
import dev.orrery.service.ApiService;
import dev.orrery.service.ServiceOptions;
import dev.orrery.service.client.ServiceClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A network is asked about through its API service. */
abstract class NetworkWatching {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final WatchedNetwork WATCHED = WatchedNetwork.WATCHED;

    @Test
    void itIsReadyAndTellsWhatStatusPrintsAndHowFarEachNodeIs() throws Exception {
        assertThat(WATCHED.get("/ready?wait=10s").statusCode()).isEqualTo(200);

        JsonNode status = WATCHED.api.status(Duration.ofSeconds(5), WatchedNetwork.minute());

        assertThat(status.path("name").asString()).isEqualTo("watched");
        assertThat(status.at("/chains/0/height").asLong()).isPositive();
        assertThat(status.at("/chains/0/nodes/0/state").asString()).isEqualTo("running");
        assertThat(status.at("/paths/0/a/clientStatus").asString()).isEqualTo("Active");
        assertThat(status.at("/progress/0/node").asString()).isEqualTo("hub/val1");
        assertThat(status.at("/progress/0/stages/start/state").asString()).isEqualTo("done");
        assertThat(status.toString()).doesNotContain("mnemonic");
    }

    @Test
    void withoutATokenThereIsHealthAndNothingElse() throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            for (String path : List.of("/v1/network", "/metrics", "/ready", "/v1/chains", "/v1/logs")) {
                assertThat(http.send(
                                        HttpRequest.newBuilder(URI.create(WATCHED.url + path))
                                                .build(),
                                        BodyHandlers.ofString())
                                .statusCode())
                        .as(path)
                        .isEqualTo(401);
            }
        }
    }

    @Test
    void logsAreReadStageByStageAndFollowedWhileTheNodeWrites() throws Exception {
        List<String> lines = new ArrayList<>();
        WATCHED.api.readLog("hub", "val1", "init-chain", lines::add, WatchedNetwork.minute());
        assertThat(lines).anyMatch(line -> line.contains("genesis has the SHA-256"));
        assertThat(WATCHED.api.logs(WatchedNetwork.minute()).path("nodes").toString())
                .isEqualTo("[\"hub/val1\",\"zone/val1\"]");

        List<String> now = new ArrayList<>();
        WATCHED.api.readLog("hub", "val1", "start", now::add, WatchedNetwork.minute());
        CountDownLatch more = new CountDownLatch(now.size() + 3);
        Thread follower = Thread.ofVirtual().start(() -> {
            try {
                WATCHED.api.followLog("hub", "val1", "start", line -> more.countDown());
            } catch (CancelledException e) {
                // That is how following ends.
            }
        });
        more.await();
        follower.interrupt();
        follower.join();

        assertThat(WATCHED.get("/v1/nodes/hub/val1/logs?stage=begin").statusCode())
                .isEqualTo(400);
        assertThat(WATCHED.get("/v1/nodes/hub/val7/logs").statusCode()).isEqualTo(404);
        String node = WATCHED.service.issueToken("zone", "val1", WatchedNetwork.minute());
        assertThat(WATCHED.get("/v1/nodes/hub/val1/logs", "Bearer " + node).statusCode())
                .isEqualTo(403);
    }

    @Test
    void theLogsOfCompanionsAndRelayersAreReadAndFollowedToo() throws Exception {
        assertThat(WATCHED.api.logs(WatchedNetwork.minute()).path("companions").toString())
                .isEqualTo("[\"hub/val1/oracle\"]");
        assertThat(WATCHED.api.logs(WatchedNetwork.minute()).path("relayers").toString())
                .isEqualTo("[\"paths/hub-zone/embedded\"]");

        CountDownLatch said = new CountDownLatch(2);
        Thread oracle =
                follow(() -> WATCHED.api.followCompanionLog("hub", "val1", "oracle", line -> said.countDown()), said);
        oracle.join();
        List<String> lines = new ArrayList<>();
        WATCHED.api.readCompanionLog("hub", "val1", "oracle", lines::add, WatchedNetwork.minute());
        assertThat(lines).anyMatch(line -> line.startsWith("asks "));

        List<String> relayed = new ArrayList<>();
        WATCHED.api.readRelayerLog("hub-zone", "embedded", relayed::add, WatchedNetwork.minute());
        assertThat(relayed).isNotEmpty();
        CountDownLatch first = new CountDownLatch(1);
        follow(() -> WATCHED.api.followRelayerLog("hub-zone", "embedded", line -> first.countDown()), first)
                .join();

        assertThat(WATCHED.get("/v1/nodes/hub/val1/companions/none/logs").body())
                .contains("no-such-log", "oracle");
        assertThat(WATCHED.get("/v1/paths/hub-zone/relayers/none/logs").statusCode())
                .isEqualTo(404);
        String node = WATCHED.service.issueToken("hub", "val1", WatchedNetwork.minute());
        assertThat(WATCHED.get("/v1/nodes/hub/val1/companions/oracle/logs", "Bearer " + node)
                        .statusCode())
                .isEqualTo(200);
        assertThat(WATCHED.get("/v1/paths/hub-zone/relayers/embedded/logs", "Bearer " + node)
                        .statusCode())
                .isEqualTo(403);
    }

    /** Follows until enough was heard. */
    private static Thread follow(Runnable following, CountDownLatch heard) throws InterruptedException {
        Thread follower = Thread.ofVirtual().start(() -> {
            try {
                following.run();
            } catch (CancelledException e) {
                // That is how following ends.
            }
        });
        assertThat(heard.await(1, TimeUnit.MINUTES)).isTrue();
        follower.interrupt();
        return follower;
    }

    /** One beside no network, as for a network that is elsewhere. */
    @Test
    void aServiceThatIsToldOfANetworkKnowsItAfterARestartToo() throws IOException {
        Path own = Files.createTempDirectory(Path.of("target", "api").toAbsolutePath(), "own-");
        ServiceOptions options = ServiceOptions.of(own.resolve("store"), own.resolve("token"));
        JsonNode description = JSON.readTree(Files.readAllBytes(WATCHED.folder.resolve("network.json")));
        String operator;
        try (ApiService other = ApiService.start(options)) {
            operator = Files.readString(own.resolve("token")).strip();
            try (ServiceClient client = ServiceClient.of(other.url(), operator)) {
                assertThat(WatchedNetwork.send(other.url(), "GET", "/v1/chains", "", "Bearer " + operator)
                                .body())
                        .contains("no-network");
                String node = client.issueToken("hub", "val1", WatchedNetwork.minute());
                assertThatThrownBy(() -> client.with(node).network().attach(description, WatchedNetwork.minute()))
                        .isInstanceOf(NetworkStateException.class)
                        .hasMessageContaining("operator-only");
                client.network().attach(description, WatchedNetwork.minute());
                assertThat(client.network()
                                .status(Duration.ofSeconds(5), WatchedNetwork.minute())
                                .path("name")
                                .asString())
                        .isEqualTo("watched");
            }
        }
        try (ApiService again = ApiService.start(options);
                ServiceClient client = ServiceClient.of(again.url(), operator)) {
            JsonNode status = client.network().status(Duration.ofSeconds(5), WatchedNetwork.minute());
            assertThat(status.path("name").asString()).isEqualTo("watched");
            assertThat(status.at("/chains/0/height").asLong()).isPositive();
            assertThat(client.network().chains(WatchedNetwork.minute()))
                    .isEqualTo(WATCHED.api.chains(WatchedNetwork.minute()));
            assertThat(client.network().ibc(WatchedNetwork.minute()))
                    .isEqualTo(WATCHED.api.ibc(WatchedNetwork.minute()));
            assertThat(WatchedNetwork.send(again.url(), "GET", "/ready", "", "Bearer " + operator)
                            .statusCode())
                    .isEqualTo(200);
            assertThatThrownBy(() -> client.network().logs(WatchedNetwork.minute()))
                    .isInstanceOf(NetworkStateException.class)
                    .hasMessageContaining("do not run where this service does");
        }
        AtomicFiles.deleteTree(own);
    }

    @Test
    void aTransferIsSeenOnItsPathsTimelineAndInTheNumbers() throws Exception {
        Chain hub = WATCHED.running.network().chain("hub");
        Chain zone = WATCHED.running.network().chain("zone");
        hub.account("alice")
                .transfer("7uatom")
                .over(hub.channelTo(zone))
                .to(zone.newAccount())
                .send()
                .awaitAcknowledged();

        JsonNode timeline = WATCHED.api.timeline("hub-zone", Duration.ofSeconds(5), WatchedNetwork.minute());

        assertThat(PathsJson.read(timeline).getFirst().timeline().orElseThrow().packets())
                .anySatisfy(life -> assertThat(life.ended()).isTrue());
        String numbers = WATCHED.get("/metrics").body();
        assertThat(numbers)
                .containsPattern("orrery_path_packets\\{event=\"acknowledged\",path=\"hub-zone\"} [1-9]")
                .containsPattern("orrery_chain_height\\{chain=\"hub\"} [1-9]")
                .contains("orrery_path_pending_packets{path=\"hub-zone\"} ")
                .contains("route=\"/v1/paths/{path}/timeline\"")
                .doesNotContain(WATCHED.token);
    }

    @Test
    void theCommandLineAsksItAboutANetworkThatRunsElsewhere() {
        Account account = WATCHED.running.network().chain("zone").newAccount();

        assertThat(orrery("status")).contains("hub", "zone", "running", "Active");
        assertThat(JSON.readTree(orrery("status", "--json"))
                        .at("/chains/1/name")
                        .asString())
                .isEqualTo("zone");
        assertThat(orrery("paths", "--timeline")).contains("hub-zone", "canonical, relayed by embedded");
        assertThat(RegistryAndFaucet.problems(
                        "ibc", JSON.readTree(orrery("paths", "--registry")).get(0)))
                .isEmpty();
        assertThat(orrery("logs", "zone/val1", "--stage", "init-node")).contains("init-node of zone/val1", "done");
        assertThat(orrery("faucet", "zone", account.address(), "3stake"))
                .contains(account.address() + " has got 3stake in block");
    }

    /** The same command prints the same, whether it asks the nodes or the service; but for numbers, which go on. */
    @Test
    void whatTheCommandLinePrintsIsTheSameWhereItAsksTheService() {
        String address = WATCHED.running.network().chain("zone").newAccount().address();
        for (String[] command : new String[][] {
            {"status"},
            {"status", "--json"},
            {"paths"},
            {"paths", "--json"},
            {"paths", "--registry"},
            {"paths", "--timeline"},
            {"logs", "zone/val1", "--stage", "init-node"},
            {"logs", "hub/val1", "--stage", "init-chain", "--json"},
            {"faucet", "zone", address, "3stake"},
            {"faucet", "zone", address, "3stake", "--json"},
        }) {
            assertThat(steady(orrery(command))).as(String.join(" ", command)).isEqualTo(steady(local(command)));
        }
    }

    /** Without what is another at each moment, and without what only one of both can know. */
    private static String steady(String printed) {
        if (printed.startsWith("{") && printed.contains("\"chains\"")) {
            ObjectNode json = (ObjectNode) JSON.readTree(printed);
            assertThat(json.has("api") || json.has("progress")).isTrue();
            json.remove(List.of("api", "progress"));
            return numberless(json.toString());
        }
        return numberless(printed);
    }

    private static String numberless(String printed) {
        return printed.replaceAll("(?m)^\\n?API .*\\n", "")
                .replaceAll("[0-9A-F]{64}", "HASH")
                .replaceAll("(\"signature\",\"value\":)\"[^\"]*\"", "$1")
                .replaceAll("\\d+(?:\\.\\d+)?", "N")
                .replaceAll(" +", " ")
                .strip();
    }

    private static String local(String... command) {
        List<String> args = new ArrayList<>(List.of(command));
        args.addAll(List.of("-n", WATCHED.folder.toString()));
        return printed(args);
    }

    /** What a command prints that is told of nothing but the service. */
    private static String orrery(String... command) {
        List<String> args = new ArrayList<>(List.of(command));
        args.addAll(List.of(
                "--api",
                WATCHED.url.toString(),
                "--token-file",
                WATCHED.running.description().api().orElseThrow().tokenFile()));
        return printed(args);
    }

    private static String printed(List<String> args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
        int status = Main.run(
                Terminal.plain(print, print), new StopSignal(Thread.currentThread()), args.toArray(String[]::new));
        String said = out.toString(StandardCharsets.UTF_8);
        assertThat(status).as(said).isZero();
        return said;
    }
}
