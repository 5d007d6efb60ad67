package dev.orrery.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** What a file means that has no problems. */
class SpecReaderTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Test
    void everyKeyArrivesInTheRecords() {
        NetworkSpec network = Specs.read(Specs.FULL);

        assertThat(network.name()).isEqualTo("two");
        assertThat(network.seed()).isEqualTo("42");
        assertThat(network.paths()).extracting(PathSpec::name).containsExactly("main");
        assertThat(network.chains())
                .extracting(ChainSpec::name)
                .containsExactly("hub", "zone", "far", "source", "image");
        ChainSpec hub = network.chain("hub").orElseThrow();
        assertThat(hub.binary())
                .isEqualTo(new BinarySpec.GoModule("github.com/cosmos/ibc-go/v8/testing/simapp/simd", "v8.8.0"));
        assertThat(hub.chainId()).isEqualTo("cosmoshub-4");
        assertThat(hub.stakes()).containsExactly(BigInteger.valueOf(3_000_000), BigInteger.valueOf(2_000_000));
        assertThat(hub.denom()).isEqualTo("uatom");
        assertThat(hub.prefix()).contains("cosmos");
        assertThat(hub.coinType()).isEqualTo(118);
        assertThat(hub.powerReduction()).isEqualTo(1_000_000);
        assertThat(hub.blockTime()).isEqualTo(Duration.ofSeconds(90));
        assertThat(hub.gasPrice()).isEqualTo(new BigDecimal("0.5"));
        assertThat(hub.accounts())
                .isEqualTo(Map.of(
                        "alice", AccountSpec.of(List.of(coin(1_000_000_000, "uatom"))),
                        "bob", AccountSpec.of(List.of(coin(5, "uatom"), coin(7, "ufoo")))));
        assertThat(hub.genesis())
                .isEqualTo(
                        JSON.readTree(
                                "{\"app_state\":{\"gov\":{\"params\":{\"voting_period\":\"10s\"}},\"staking\":{\"params\":{\"unbonding_time\":\"1728000s\"}}}}"));
        assertThat(hub.config()).containsOnlyKeys("config.toml", "app.toml", "client.toml");
        assertThat(hub.config().get("app.toml")).isEqualTo(JSON.readTree("{\"api\":{\"enable\":true}}"));
        ChainSpec zone = network.chain("zone").orElseThrow();
        assertThat(zone.stakes())
                .containsExactly(
                        BigInteger.valueOf(5_000_000), BigInteger.valueOf(5_000_000), BigInteger.valueOf(5_000_000));
    }

    @Test
    void whatIsLeftOutHasTheDefaultsOfTheFormat() {
        NetworkSpec network = Specs.read(Specs.SMALLEST);

        assertThat(network.name()).isEqualTo("hub-and-zone");
        assertThat(network.seed()).isEqualTo("hub-and-zone");
        assertThat(network.paths()).isEmpty();
        assertThat(network.chains())
                .containsExactly(new ChainSpec(
                        "hub",
                        "hub-1",
                        new BinarySpec.Executable(Specs.FOLDER.resolve("simd")),
                        List.of(BigInteger.valueOf(1_000_000_000)),
                        0,
                        0,
                        Optional.empty(),
                        "stake",
                        Optional.empty(),
                        118,
                        AccountKeys.SECP256K1,
                        BigInteger.valueOf(1_000_000),
                        Profile.FAST,
                        Duration.ofMillis(100),
                        new BigDecimal("0.025"),
                        Map.of(),
                        JSON.createObjectNode(),
                        GenesisEdits.NONE,
                        Map.of(),
                        NodeExtras.NONE));
    }

    @Test
    void theSeedIsTheNameUnlessGiven() {
        assertThat(Specs.read(Specs.SMALLEST + "name: other\n").seed()).isEqualTo("other");
    }

    @ParameterizedTest
    @CsvSource({
        "/x/My Net_2, my-net-2",
        "/x/2024-hub, hub",
        "/x/'', network",
        "/, network",
        "/x/a.b..c-, a-b-c",
        "/x/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "/x/.., network",
    })
    void theFoldersNameIsMadeIntoAValidOne(String folder, String name) {
        assertThat(SpecReader.read(Specs.SMALLEST, "network.yaml", Path.of(folder))
                        .name())
                .isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({
        "'path: ../x/simd', 'path: /nets/x/simd'",
        "'path: /opt/simd', 'path: /opt/simd'",
        "'go: ./cmd/simd', 'go: /nets/hub-and-zone/cmd/simd'",
        "'go: ..', 'go: /nets'",
        "'go: github.com/a/b/v2@latest', 'go: github.com/a/b/v2@latest'",
        "'go: github.com/a/b@v0.0.0-20240101000000-abcdefabcdef', 'go:"
                + " github.com/a/b@v0.0.0-20240101000000-abcdefabcdef'",
    })
    void relativePathsStartAtTheFilesFolder(String written, String meant) {
        NetworkSpec network = Specs.read("version: 1\nchains: { hub: { binary: { " + written + " } } }");

        assertThat(network.chains().getFirst().binary().describe()).isEqualTo(meant);
    }

    @ParameterizedTest
    @CsvSource({"0s, 0", "500ms, 500", "1s, 1000", "1m30s, 90000", "1.5s, 1500", "1h, 3600000", "0.5ms, 0"})
    void durationsAreWrittenAsGoDoes(String written, long millis) {
        assertThat(Specs.chain("blockTime: " + written).blockTime().toMillis()).isEqualTo(millis);
    }

    @Test
    void thereAreAsManyValidatorsAsStakesAreListed() {
        assertThat(Specs.chain("stake: [1000000, 2000000, 3000000]").validators())
                .isEqualTo(3);
        assertThat(Specs.chain("validators: 4").validators()).isEqualTo(4);
    }

    @Test
    void validatorsAreInGenesisUnlessTheyAreToBeCreated() {
        ChainSpec all = Specs.chain("validators: 3");
        ChainSpec some = Specs.chain("validators: { inGenesis: 1, created: 2 }");
        ChainSpec one = Specs.chain("validators: { created: 1 }");

        assertThat(all.inGenesis()).isEqualTo(3);
        assertThat(all.created()).isZero();
        assertThat(some.inGenesis()).isEqualTo(1);
        assertThat(some.created()).isEqualTo(2);
        assertThat(some.stakes()).hasSize(3);
        assertThat(one.inGenesis()).isEqualTo(1);
        assertThat(one.validators()).isEqualTo(2);
        assertThat(Specs.chain("fullNodes: 2").fullNodes()).isEqualTo(2);
    }

    @Test
    void aRealisticChainTakesItsTimeUnlessTheFileSaysOtherwise() {
        assertThat(Specs.chain("profile: realistic").blockTime()).isEqualTo(Duration.ofSeconds(5));
        assertThat(Specs.chain("profile: realistic\nblockTime: 1s").blockTime()).isEqualTo(Duration.ofSeconds(1));
        assertThat(Specs.chain("profile: fast").blockTime()).isEqualTo(Duration.ofMillis(100));
    }

    @Test
    void numbersOfFreeMappingsKeepEveryDigit() {
        ChainSpec chain = Specs.chain("""
            genesis:
              big: 340282366920938463463374607431768211456
              hex: 0xff
              exact: 0.10
              no: false
              nothing: ~
              text: "0.10"
              less: <<
              0xabc: [1, { a: b }]
            """);

        assertThat(chain.genesis().toString())
                .isEqualTo("{\"big\":340282366920938463463374607431768211456,\"hex\":255,\"exact\":0.10,\"no\":false,"
                        + "\"nothing\":null,\"text\":\"0.10\",\"less\":\"<<\",\"0xabc\":[1,{\"a\":\"b\"}]}");
        assertThat(chain.genesis().get("big").isBigInteger()).isTrue();
        assertThat(chain.genesis().get("hex").isBigInteger()).isTrue();
        assertThat(chain.genesis().get("exact").isBigDecimal()).isTrue();
    }

    @Test
    void accountsKeepTheOrderOfTheFile() {
        assertThat(Specs.chain("accounts: { zoe: 1uatom, adam: 2uatom, mia: 3uatom }")
                        .accounts()
                        .keySet())
                .containsExactly("zoe", "adam", "mia");
    }

    @Test
    void aByteOrderMarkAndWindowsLineEndsDoNotMatter() {
        assertThat(Specs.read("\uFEFF" + Specs.FULL.replace("\n", "\r\n"))).isEqualTo(Specs.read(Specs.FULL));
    }

    private static CoinSpec coin(long amount, String denom) {
        return new CoinSpec(BigInteger.valueOf(amount), denom);
    }

    @Test
    void downloadsRepositoriesAndImagesAreRead() {
        String sum = "0123456789ABCDEF".repeat(4);
        ChainSpec chain = Specs.read("""
            version: 1
            chains:
              hub:
                binary: { url: 'https://example.com/{version}/hubd', version: 28, sha256: %s }
            """.formatted(sum)).chains().getFirst();

        assertThat(chain.binary())
                .isEqualTo(new BinarySpec.Download(
                        "https://example.com/{version}/hubd",
                        Map.of("any", sum.toLowerCase(java.util.Locale.ROOT)),
                        Optional.of("28"),
                        Optional.empty()));
        NetworkSpec network = Specs.read(Specs.FULL);
        assertThat(network.chain("source").orElseThrow().binary())
                .isEqualTo(new BinarySpec.Git("/nets/chain", "v1.2.3", "make build", "build/chaind"));
        assertThat(network.chain("image").orElseThrow().binary())
                .isEqualTo(new BinarySpec.Image("localhost:5000/org/chain:v1.2.3", Optional.of("chaind")));
        assertThat(chain.binary().describe()).isEqualTo("url: https://example.com/{version}/hubd, version: 28");
    }
}
