package dev.orrery.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.orrery.base.InvalidInputException;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Chains by their name in the catalog. */
class CatalogTest {
    private static final String SUM = "0123456789abcdef".repeat(4);
    private static final String ZONE = """
        about: Ours.
        program: zoned
        binary: { go: "example.com/zone/v{major}/cmd/zoned" }
        prefix: zone
        denom: uzone
        """;

    @TempDir
    Path folder;

    @Test
    void aNameAndAVersionAreEnough() {
        ChainSpec chain = chain("chain: ibc-go, version: v8.8.0");

        assertThat(chain.binary())
                .isEqualTo(new BinarySpec.GoModule("github.com/cosmos/ibc-go/v8/testing/simapp/simd", "v8.8.0"));
        assertThat(chain.prefix()).contains("cosmos");
        assertThat(chain.denom()).isEqualTo("stake");
    }

    @Test
    void whatTheFileSaysWins() {
        ChainSpec chain = chain("chain: stride, binary: { path: strided }, denom: uown, coinType: 60");

        assertThat(chain.binary()).isEqualTo(new BinarySpec.Executable(folder.resolve("strided")));
        assertThat(chain.denom()).isEqualTo("uown");
        assertThat(chain.coinType()).isEqualTo(60);
        assertThat(chain.prefix()).contains("stride");
        assertThat(chain.gasPrice()).isEqualTo(new BigDecimal("0.0005"));
    }

    @Test
    void aChainWithContractsOfEthereumIsBuiltWithCgoAndHasItsOwnTypeOfKeys() {
        ChainSpec chain = chain("chain: cosmos-evm, version: v0.2.0");

        assertThat(chain.binary()).isEqualTo(new BinarySpec.GoModule("github.com/cosmos/evm/cmd/evmd", "v0.2.0", true));
        assertThat(chain.keys())
                .isEqualTo(new AccountKeys(KeyAlgorithm.ETH_SECP256K1, "/cosmos.evm.crypto.v1.ethsecp256k1.PubKey"));
        assertThat(chain.stakes()).containsExactly(new BigInteger("1000000000000000000000"));
        assertThat(chain("chain: injective, version: v1, keyType: /own.v1.PubKey, sha256: " + SUM)
                        .keys()
                        .typeUrl())
                .isEqualTo("/own.v1.PubKey");
    }

    @Test
    void releasesNeedTheirChecksum() {
        ChainSpec chain = chain("chain: injective, version: v1.13.2-1723753267, sha256: " + SUM);

        assertThat(chain.binary())
                .isEqualTo(new BinarySpec.Download(
                        "https://github.com/InjectiveLabs/injective-chain-releases/releases/download/{version}/{os}-{arch}.zip",
                        Map.of("any", SUM),
                        Optional.of("v1.13.2-1723753267"),
                        Optional.of("injectived")));
        assertThat(chain.coinType()).isEqualTo(60);
        assertThat(chain.powerReduction()).isEqualTo(BigInteger.TEN.pow(18));
        assertThat(chain.stakes()).containsExactly(BigInteger.TEN.pow(21));
    }

    /** What a registry serves is held against its digest, so nobody has to look for a checksum. */
    @Test
    void aReleaseIsTakenOutOfItsImageWhereNoChecksumIsGiven() {
        assertThat(chain("chain: osmosis, version: v31.0.0").binary())
                .isEqualTo(new BinarySpec.Image("osmolabs/osmosis:31.0.0", Optional.of("osmosisd")));
        assertThat(chain("chain: cosmoshub, version: v18.1.0").binary())
                .isEqualTo(new BinarySpec.Image("ghcr.io/cosmos/gaia:v18.1.0", Optional.of("gaiad")));
        assertThat(chain("chain: osmosis, version: v31.0.0, sha256: " + SUM).binary())
                .isInstanceOf(BinarySpec.Download.class);
        assertThat(problems("chain: osmosis, version: v31/0"))
                .containsExactly("network.yaml:3:35: chains.hub.version: gives no binary of this kind of chain");
    }

    /** Osmosis writes other time-outs to config.toml when it starts, unless it is told not to. */
    @Test
    void whatAChainsProgramHasToBeStartedWithIsKnown() {
        assertThat(chain("chain: osmosis, version: v31.0.0").extras().arguments())
                .containsExactly(Template.of("--reject-config-defaults"));
        assertThat(chain("chain: osmosis, version: v31.0.0, startArgs: [--trace]")
                        .extras()
                        .arguments())
                .containsExactly(Template.of("--reject-config-defaults"), Template.of("--trace"));
    }

    @Test
    void aTagOfARepositoryIsBuilt() {
        assertThat(chain("chain: stride, version: v24.0.0").binary())
                .isEqualTo(new BinarySpec.Git(
                        "https://github.com/Stride-Labs/stride",
                        "v24.0.0",
                        "go build -o build/strided ./cmd/strided",
                        "build/strided"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "chain: osmosiss, version: v1 | 3:17: chains.hub.chain: there is no chain \"osmosiss\" in the catalog;"
                    + " it has celestia, cosmos-evm, cosmoshub, dydx, evmos, ibc-go, ics-consumer, ics-democracy,"
                    + " ics-provider, injective, juno, neutron, noble, osmosis and stride (did you mean \"osmosis\"?)",
                "chain: ibc-go | 3:17: chains.hub.chain: needs the key `version` beside it, or a `binary` of your own",
                "chain: dydx, version: v8.1.0 | 3:32: chains.hub.version: needs the key `sha256` beside it: the"
                    + " checksum of"
                    + " https://github.com/dydxprotocol/v4-chain/releases/download/protocol%2F{version}/dydxprotocold-{version}-{os}-{arch}.tar.gz",
                "chain: ibc-go, version: 'v8 8' | 3:34: chains.hub.version: must be a version of at most 100 letters,"
                        + " digits and .+_/- such as v28.0.0, is the text \"v8 8\"",
                "version: v1, binary: { path: x } | 3:19: chains.hub.version: goes with `chain`, which names the kind"
                        + " of chain that it is of",
                "denom: uatom | 3:8: chains.hub: the key `binary` is missing; it must be a mapping with exactly one"
                        + " of the keys path, go, url, git and image",
            })
    void whatIsWrongIsTold(String chain, String said) {
        assertThat(problems(chain)).containsExactly("network.yaml:" + said);
    }

    @Test
    void aFileBesideTheNetworkAddsAChainOrTakesAnothersPlace() throws IOException {
        own("zone", ZONE);
        own("osmosis", ZONE.replace("uzone", "uours"));

        assertThat(chain("chain: zone, version: v3.1.0").binary())
                .isEqualTo(new BinarySpec.GoModule("example.com/zone/v3/cmd/zoned", "v3.1.0"));
        assertThat(chain("chain: osmosis, version: v3.1.0").denom()).isEqualTo("uours");
        assertThat(ChainCatalog.of(folder))
                .filteredOn(known -> known.file().isPresent())
                .extracting(KnownChain::name)
                .containsExactly("osmosis", "zone");
    }

    @Test
    void everyMistakeInAFileIsToldWithItsPlace() throws IOException {
        own("zone", """
            abut: Ours.
            program: zoned
            binary: { go: example.com/zone, git: ../zone }
            prefix: Zone
            decimals: 19
            keys: secp256r1
            image: zoned
            """);

        InvalidInputException error =
                catchThrowableOfType(InvalidInputException.class, () -> chain("chain: zone, version: v1.0.0"));

        String file = folder.resolve("chains/zone.yaml").toString();
        assertThat(error.problems().stream().map(Object::toString))
                .allMatch(problem -> problem.startsWith(file + ":"))
                .anyMatch(problem -> problem.contains(":1:1: abut: is not a key") && problem.contains("\"about\""))
                .anyMatch(problem -> problem.contains(":3:9: binary: must be a mapping with exactly one of"))
                .anyMatch(problem -> problem.contains(":4:9: prefix: must be a Bech32 prefix"))
                .anyMatch(problem -> problem.contains(":5:11: decimals: must be a whole number from 0 to 18"))
                .anyMatch(problem -> problem.contains(":6:7: keys: must be secp256k1 or eth_secp256k1"))
                .anyMatch(problem -> problem.contains(":7:8: image: must be the reference of an image in which"))
                .anyMatch(problem -> problem.contains("the key `denom` is missing"))
                .hasSize(9);
    }

    @Test
    void whatOrreryBringsIsWhole() {
        assertThat(ChainCatalog.of(folder)).hasSizeGreaterThanOrEqualTo(15).allSatisfy(known -> {
            assertThat(known.file()).isEmpty();
            assertThat(known.source()).matches("(go|git|url): .*");
            String sum = known.needsChecksum() ? ", sha256: " + SUM : "";
            assertThat(chain("chain: " + known.name() + ", version: v8.1.0" + sum)
                            .denom())
                    .isEqualTo(known.denom());
        });
    }

    @Test
    void theExamplesOfTheGuideAreRead() throws IOException {
        List<String> examples = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("..", "docs", "guide", "chains.md")))
                .results()
                .map(result -> result.group(1))
                .toList();
        own("zone", examples.get(1));

        assertThat(read(examples.get(0)).chain("dex").orElseThrow().denom()).isEqualTo("uosmo");
        assertThat(read(examples.get(2)).chain("zone").orElseThrow().binary())
                .isEqualTo(new BinarySpec.GoModule("github.com/cosmos/ibc-go/v8/testing/simapp/simd", "v8.8.0"));
        assertThat(PublishedSchema.errors(examples.get(0))).isEmpty();
        assertThat(PublishedSchema.errors(examples.get(2))).isEmpty();
    }

    private void own(String name, String content) throws IOException {
        Files.writeString(Files.createDirectories(folder.resolve("chains")).resolve(name + ".yaml"), content);
    }

    private List<String> problems(String chain) {
        return catchThrowableOfType(InvalidInputException.class, () -> chain(chain)).problems().stream()
                .map(Object::toString)
                .toList();
    }

    private ChainSpec chain(String keys) {
        return read("version: 1\nchains:\n  hub: { " + keys + " }\n").chains().getFirst();
    }

    private NetworkSpec read(String yaml) {
        return SpecReader.read(yaml, "network.yaml", folder);
    }
}
