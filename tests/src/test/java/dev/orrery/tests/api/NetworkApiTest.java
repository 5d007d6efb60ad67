package dev.orrery.tests.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.orrery.base.AtomicFiles;
import dev.orrery.base.Deadline;
import dev.orrery.cli.Main;
import dev.orrery.cli.terminal.StopSignal;
import dev.orrery.cli.terminal.Terminal;
import dev.orrery.client.Coin;
import dev.orrery.engine.Orrery;
import dev.orrery.engine.RunningNetwork;
import dev.orrery.engine.UpOptions;
import dev.orrery.network.Account;
import dev.orrery.network.Chain;
import dev.orrery.network.NetworkDescription.ApiDescription;
import dev.orrery.network.json.PathsJson;
import dev.orrery.service.client.NetworkApi;
import dev.orrery.service.client.ServiceClient;
import dev.orrery.spec.SpecReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A network of two real chains, asked about through its API service. */
class NetworkApiTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String SPEC = """
        version: 1
        name: watched
        chains:
          hub:
            binary: { go: github.com/cosmos/ibc-go/v8/testing/simapp/simd@v8.8.0 }
            denom: uatom
            accounts: { alice: "1000000000uatom,5000ufoo" }
          zone:
            binary: { go: github.com/cosmos/ibc-go/v8/testing/simapp/simd@v8.8.0 }
        paths:
          - between: [hub, zone]
        """;

    private static Path folder = Path.of("");
    private static RunningNetwork running;
    private static ServiceClient service;
    private static NetworkApi api;
    private static String token = "";
    private static URI url = URI.create("");

    @BeforeAll
    static void start() throws IOException {
        Path all = Files.createDirectories(Path.of("target", "api").toAbsolutePath());
        folder = Files.createTempDirectory(all, "test-").resolve("watched");
        running = Orrery.up(
                SpecReader.read(SPEC, "network.yaml", Path.of("")),
                UpOptions.in(folder).withApi());
        ApiDescription described = running.description().api().orElseThrow();
        token = Files.readString(Path.of(described.tokenFile())).strip();
        url = URI.create(described.url());
        service = ServiceClient.of(url, token);
        api = service.network();
    }

    @AfterAll
    static void stop() {
        service.close();
        running.close();
        assertThat(folder).doesNotExist();
        AtomicFiles.deleteTree(Objects.requireNonNull(folder.getParent()));
    }

    @Test
    void itIsReadyAndTellsWhatStatusPrintsAndHowFarEachNodeIs() throws Exception {
        assertThat(get("/ready?wait=10s").statusCode()).isEqualTo(200);

        JsonNode status = api.status(Duration.ofSeconds(5), minute());

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
                                        HttpRequest.newBuilder(URI.create(url + path))
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
        api.readLog("hub", "val1", "init-chain", lines::add, minute());
        assertThat(lines).anyMatch(line -> line.contains("genesis has the SHA-256"));
        assertThat(api.logs(minute()).path("nodes").toString()).isEqualTo("[\"hub/val1\",\"zone/val1\"]");

        List<String> now = new ArrayList<>();
        api.readLog("hub", "val1", "start", now::add, minute());
        CountDownLatch more = new CountDownLatch(now.size() + 3);
        Thread follower = Thread.ofVirtual().start(() -> {
            try {
                api.followLog("hub", "val1", "start", line -> more.countDown());
            } catch (dev.orrery.base.CancelledException e) {
                // That is how following ends.
            }
        });
        more.await();
        follower.interrupt();
        follower.join();

        assertThat(get("/v1/nodes/hub/val1/logs?stage=begin").statusCode()).isEqualTo(400);
        assertThat(get("/v1/nodes/hub/val7/logs").statusCode()).isEqualTo(404);
        String node = service.issueToken("zone", "val1", minute());
        assertThat(get("/v1/nodes/hub/val1/logs", "Bearer " + node).statusCode())
                .isEqualTo(403);
    }

    @Test
    void aTransferIsSeenOnItsPathsTimelineAndInTheNumbers() throws Exception {
        Chain hub = running.network().chain("hub");
        Chain zone = running.network().chain("zone");
        hub.account("alice")
                .transfer("7uatom")
                .over(hub.channelTo(zone))
                .to(zone.newAccount())
                .send()
                .awaitAcknowledged();

        JsonNode timeline = api.timeline("hub-zone", Duration.ofSeconds(5), minute());

        assertThat(PathsJson.read(timeline).getFirst().timeline().orElseThrow().packets())
                .anySatisfy(life -> assertThat(life.ended()).isTrue());
        String numbers = get("/metrics").body();
        assertThat(numbers)
                .containsPattern("orrery_path_packets\\{event=\"acknowledged\",path=\"hub-zone\"} [1-9]")
                .containsPattern("orrery_chain_height\\{chain=\"hub\"} [1-9]")
                .contains("orrery_path_pending_packets{path=\"hub-zone\"} ")
                .contains("route=\"/v1/paths/{path}/timeline\"")
                .doesNotContain(token);
    }

    @Test
    void theRegistryIsAsTheChainRegistryWritesIt() {
        for (JsonNode chain : api.chains(minute())) {
            assertThat(problems("chain", chain)).isEmpty();
            JsonNode assets = json("/v1/chains/" + chain.path("chain_name").asString() + "/assets");
            assertThat(problems("assetlist", assets)).isEmpty();
        }
        assertThat(json("/v1/chains/hub").path("bech32_prefix").asString()).isEqualTo("cosmos");
        JsonNode assets = json("/v1/chains/hub/assets");
        assertThat(assets.path("assets")
                        .valueStream()
                        .map(asset -> asset.path("base").asString()))
                .contains("uatom", "ufoo")
                .anyMatch(denom -> denom.startsWith("ibc/"));
        assertThat(api.ibc(minute()))
                .hasSize(1)
                .allSatisfy(path -> assertThat(problems("ibc", path)).isEmpty());
        assertThat(json("/v1/ibc/zone/hub")).isEqualTo(json("/v1/ibc/hub/zone"));
        assertThat(get("/v1/ibc/hub/moon").statusCode()).isEqualTo(404);
        assertThat(get("/v1/chains/moon").statusCode()).isEqualTo(404);
    }

    @Test
    void whatIsNoRegistryIsSeenToBeNone() {
        JsonNode chain = api.chains(minute()).getFirst();
        JsonNode wrong = JSON.readTree(chain.toString().replace("\"devnet\"", "\"toy\""));

        assertThat(problems("chain", wrong)).isNotEmpty();
        assertThat(problems("assetlist", chain)).isNotEmpty();
        assertThat(problems("ibc", chain)).isNotEmpty();
    }

    @Test
    void theFaucetSendsManyTogetherAndEachGetsItsOwn() throws Exception {
        Chain hub = running.network().chain("hub");
        List<Account> accounts =
                IntStream.range(0, 60).mapToObj(i -> hub.newAccount()).toList();
        List<JsonNode> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<JsonNode>> asked = accounts.stream()
                    .map(account -> threads.submit(
                            () -> api.faucet("hub", account.address(), Optional.of("5uatom,7ufoo"), minute())))
                    .toList();
            for (Future<JsonNode> answer : asked) {
                answers.add(answer.get());
            }
        }

        assertThat(answers.stream()
                        .map(answer -> answer.path("hash").asString())
                        .distinct()
                        .count())
                .as("transactions for 60 requests")
                .isLessThanOrEqualTo(6);
        assertThat(accounts)
                .allSatisfy(account -> assertThat(account.balances())
                        .containsExactlyInAnyOrder(Coin.parse("5uatom"), Coin.parse("7ufoo")));
    }

    @Test
    void aRequestThatCannotBeIsRefusedAloneAndInClearWords() throws Exception {
        Chain hub = running.network().chain("hub");
        Account account = hub.newAccount();

        assertThat(post("/v1/faucet/hub", "{\"address\":\"" + account.address() + "\",\"coins\":\"5umoon\"}"))
                .satisfies(answer -> {
                    assertThat(answer.statusCode()).isEqualTo(400);
                    assertThat(answer.body()).contains("uatom", "ufoo");
                });
        assertThat(post("/v1/faucet/hub", "{\"address\":\"cosmos1nobody\"}").body())
                .contains("bad-address");
        assertThat(post("/v1/faucet/hub", "{\"address\":\"" + account.address() + "\",\"coins\":\"0uatom\"}")
                        .body())
                .contains("bad-coins");
        assertThat(post("/v1/faucet/moon", "{\"address\":\"" + account.address() + "\"}")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void creditIsGivenInTheFormOfCosmJs() throws Exception {
        Chain hub = running.network().chain("hub");
        Account account = hub.newAccount();
        String body = "{\"denom\":\"uatom\",\"address\":\"" + account.address() + "\"}";
        String basic = "Basic " + Base64.getEncoder().encodeToString(("me:" + token).getBytes(StandardCharsets.UTF_8));

        HttpResponse<String> answer = send("POST", "/v1/faucet/hub/credit", body, basic);

        assertThat(answer.body()).isEqualTo("ok");
        assertThat(account.balance("uatom")).isEqualTo(Coin.parse("10000000uatom"));
    }

    @Test
    void theCommandLineAsksItAboutANetworkThatRunsElsewhere() {
        Account account = running.network().chain("zone").newAccount();

        assertThat(orrery("status")).contains("hub", "zone", "running", "Active");
        assertThat(JSON.readTree(orrery("status", "--json"))
                        .at("/chains/1/name")
                        .asString())
                .isEqualTo("zone");
        assertThat(orrery("paths", "--timeline")).contains("hub-zone", "canonical, relayed by embedded");
        assertThat(problems("ibc", JSON.readTree(orrery("paths", "--registry")).get(0)))
                .isEmpty();
        assertThat(orrery("logs", "zone/val1", "--stage", "init-node")).contains("init-node of zone/val1", "done");
        assertThat(orrery("faucet", "zone", account.address(), "3stake"))
                .contains(account.address() + " has got 3stake in block");
    }

    /** What a command prints that is told of nothing but the service. */
    private static String orrery(String... command) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        List<String> args = new ArrayList<>(List.of(command));
        args.addAll(List.of(
                "--api",
                url.toString(),
                "--token-file",
                running.description().api().orElseThrow().tokenFile()));
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
        int status = Main.run(
                Terminal.plain(print, print), new StopSignal(Thread.currentThread()), args.toArray(String[]::new));
        String said = out.toString(StandardCharsets.UTF_8);
        assertThat(status).as(said).isZero();
        return said;
    }

    private static List<String> problems(String schema, JsonNode json) {
        try (InputStream in = NetworkApiTest.class.getResourceAsStream("/registry/" + schema + ".json")) {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(JSON.readTree(Objects.requireNonNull(in)))
                    .validate(json)
                    .stream()
                    .map(Object::toString)
                    .toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static JsonNode json(String path) {
        return JSON.readTree(get(path).body());
    }

    private static HttpResponse<String> get(String path) {
        return get(path, "Bearer " + token);
    }

    private static HttpResponse<String> get(String path, String authorization) {
        return send("GET", path, "", authorization);
    }

    private static HttpResponse<String> post(String path, String body) {
        return send("POST", path, body, "Bearer " + token);
    }

    private static HttpResponse<String> send(String method, String path, String body, String authorization) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                    HttpRequest.newBuilder(URI.create(url + path))
                            .header("Authorization", authorization)
                            .method(method, BodyPublishers.ofString(body))
                            .build(),
                    BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static Deadline minute() {
        return Deadline.after(Duration.ofMinutes(1));
    }
}
