package dev.orrery.tests.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.orrery.client.Coin;
import dev.orrery.network.Account;
import dev.orrery.network.Chain;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What wallets and programs of others take from the API service. */
abstract class RegistryAndFaucet {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final WatchedNetwork WATCHED = WatchedNetwork.WATCHED;

    @Test
    void theRegistryIsAsTheChainRegistryWritesIt() {
        for (JsonNode chain : WATCHED.api.chains(WatchedNetwork.minute())) {
            assertThat(problems("chain", chain)).isEmpty();
            JsonNode assets =
                    WATCHED.json("/v1/chains/" + chain.path("chain_name").asString() + "/assets");
            assertThat(problems("assetlist", assets)).isEmpty();
        }
        assertThat(WATCHED.json("/v1/chains/hub").path("bech32_prefix").asString())
                .isEqualTo("cosmos");
        JsonNode assets = WATCHED.json("/v1/chains/hub/assets");
        assertThat(assets.path("assets")
                        .valueStream()
                        .map(asset -> asset.path("base").asString()))
                .contains("uatom", "ufoo")
                .anyMatch(denom -> denom.startsWith("ibc/"));
        assertThat(WATCHED.api.ibc(WatchedNetwork.minute()))
                .hasSize(1)
                .allSatisfy(path -> assertThat(problems("ibc", path)).isEmpty());
        assertThat(WATCHED.json("/v1/ibc/zone/hub")).isEqualTo(WATCHED.json("/v1/ibc/hub/zone"));
        assertThat(WATCHED.get("/v1/ibc/hub/moon").statusCode()).isEqualTo(404);
        assertThat(WATCHED.get("/v1/chains/moon").statusCode()).isEqualTo(404);
    }

    @Test
    void whatIsNoRegistryIsSeenToBeNone() {
        JsonNode chain = WATCHED.api.chains(WatchedNetwork.minute()).getFirst();
        JsonNode wrong = JSON.readTree(chain.toString().replace("\"devnet\"", "\"toy\""));

        assertThat(problems("chain", wrong)).isNotEmpty();
        assertThat(problems("assetlist", chain)).isNotEmpty();
        assertThat(problems("ibc", chain)).isNotEmpty();
    }

    @Test
    void theFaucetSendsManyTogetherAndEachGetsItsOwn() throws Exception {
        Chain hub = WATCHED.running.network().chain("hub");
        List<Account> accounts =
                IntStream.range(0, 60).mapToObj(i -> hub.newAccount()).toList();
        List<JsonNode> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<JsonNode>> asked = accounts.stream()
                    .map(account -> threads.submit(() -> WATCHED.api.faucet(
                            "hub", account.address(), Optional.of("5uatom,7ufoo"), WatchedNetwork.minute())))
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
        Chain hub = WATCHED.running.network().chain("hub");
        Account account = hub.newAccount();

        assertThat(WATCHED.post("/v1/faucet/hub", "{\"address\":\"" + account.address() + "\",\"coins\":\"5umoon\"}"))
                .satisfies(answer -> {
                    assertThat(answer.statusCode()).isEqualTo(400);
                    assertThat(answer.body()).contains("uatom", "ufoo");
                });
        assertThat(WATCHED.post("/v1/faucet/hub", "{\"address\":\"cosmos1nobody\"}")
                        .body())
                .contains("bad-address");
        assertThat(WATCHED.post("/v1/faucet/hub", "{\"address\":\"" + account.address() + "\",\"coins\":\"0uatom\"}")
                        .body())
                .contains("bad-coins");
        assertThat(WATCHED.post("/v1/faucet/moon", "{\"address\":\"" + account.address() + "\"}")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void creditIsGivenInTheFormOfCosmJs() throws Exception {
        Chain hub = WATCHED.running.network().chain("hub");
        Account account = hub.newAccount();
        String body = "{\"denom\":\"uatom\",\"address\":\"" + account.address() + "\"}";
        String basic =
                "Basic " + Base64.getEncoder().encodeToString(("me:" + WATCHED.token).getBytes(StandardCharsets.UTF_8));

        HttpResponse<String> answer = WATCHED.send("POST", "/v1/faucet/hub/credit", body, basic);

        assertThat(answer.body()).isEqualTo("ok");
        assertThat(account.balance("uatom")).isEqualTo(Coin.parse("10000000uatom"));
    }

    /** With the client that most wallets are made of: its node, its prefix, its fee and its coins all come from here. */
    @Test
    @Tag("full")
    void aWalletOfCosmJsIsConfiguredByTheRegistryAlone() throws Exception {
        Chain zone = WATCHED.running.network().chain("zone");
        Account recipient = zone.newAccount();

        JsonNode done = CosmJs.run(
                "registry.mjs",
                JSON.createObjectNode()
                        .put("url", WATCHED.url.toString())
                        .put("token", WATCHED.token)
                        .put("chain", "zone")
                        .put("recipient", recipient.address())
                        .put("amount", "12345"));

        assertThat(done.path("code").asInt(-1)).isZero();
        assertThat(done.path("chainId").asString())
                .isEqualTo(zone.chainId())
                .isEqualTo(done.path("registered").asString());
        assertThat(done.at("/credited/amount").asString()).isEqualTo("10000000");
        assertThat(recipient.balance(zone.denom()).amount()).isEqualTo(12345);
    }

    static List<String> problems(String schema, JsonNode json) {
        try (InputStream in = RegistryAndFaucet.class.getResourceAsStream("/registry/" + schema + ".json")) {
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
}
