package dev.orrery.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orrery.spec.Template.Name;
import dev.orrery.spec.Template.Reference;
import dev.orrery.spec.Template.Text;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What nodes need besides their files: environment, arguments, and programs beside them. */
class ExtrasTest {
    private static final String TWO_CHAINS = """
        version: 1
        chains:
          zone: { binary: { path: zoned }, accounts: { bob: 5uzone, dao: { coins: 5uzone, address: %s } } }
          hub:
            binary: { path: simd }
            validators: 2
            accounts: { alice: 5uatom }
        """.formatted("cosmos1" + "q".repeat(38));

    @Test
    void variablesAndArgumentsAreForEveryNode() {
        NodeExtras extras = Specs.chain("env: { GOGC: 50, NAME: '{node}' }\nstartArgs: [--trace, '--log={home}/x']")
                .extras();

        assertThat(extras.environment()).isEqualTo(Map.of("GOGC", Template.of("50"), "NAME", Template.of("{node}")));
        assertThat(extras.arguments()).containsExactly(Template.of("--trace"), Template.of("--log={home}/x"));
    }

    @Test
    void aCompanionIsAProgramWithKeysOfItsOwn() {
        CompanionSpec oracle = hub("""
            companions:
              oracle:
                binary: { path: ./oracle }
                args: [--node, "{rpc}", --listen, "127.0.0.1:{port:api}"]
                env: { KEY: "{mnemonic:alice}" }
                files: { config/oracle.toml: "grpc = \\"{grpc:zone}\\"" }
                ports: [api]
                beside: all
                first: true
            """).extras().companions().getFirst();

        assertThat(oracle.name()).isEqualTo("oracle");
        assertThat(oracle.binary()).isEqualTo(new BinarySpec.Executable(Path.of("/nets/hub-and-zone/oracle")));
        assertThat(oracle.arguments().get(1).references()).containsExactly(new Reference(Name.RPC, ""));
        assertThat(oracle.files()).containsKey("config/oracle.toml");
        assertThat(oracle.ports()).containsExactly("api");
        assertThat(oracle.nodes()).isEmpty();
        assertThat(oracle.isBeside("val7")).isTrue();
        assertThat(oracle.first()).isTrue();
    }

    @Test
    void ofSeveralNodesItRunsBesideTheFirstUnlessTheFileSaysOtherwise() {
        assertThat(hub("companions: { oracle: { binary: { path: x } } }")
                        .extras()
                        .companions()
                        .getFirst()
                        .nodes())
                .containsExactly("val1");
        assertThat(hub("companions: { oracle: { binary: { path: x }, beside: [val1, val2] } }")
                        .extras()
                        .companions()
                        .getFirst()
                        .nodes())
                .containsExactly("val1", "val2");
    }

    @Test
    void onlyWordsInBracesAreNames() {
        assertThat(Template.of("{\"a\":1} {} {{rpc}} {rpc:zone/val2}").parts())
                .containsExactly(new Text("{\"a\":1} {} {rpc} "), new Reference(Name.RPC, "zone/val2"));
        assertThat(Template.of("a {chainId} b").fill(name -> name.name().word().toUpperCase()))
                .isEqualTo("a CHAINID b");
        assertThatThrownBy(() -> Template.of("{chainID}")).hasMessageContaining("did you mean {chainId}?");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "env: { 1X: a } | the key must be the name of an environment variable of letters, digits and"
                        + " underscores, is \"1X\"",
                "env: { X: true } | must be text of at most 4096 characters, is the truth value true; put it in quotes",
                "startArgs: ['{rpx}'] | has {rpx}, which stands for nothing; there are {rpc}",
                "startArgs: ['{rpx}'] | (did you mean {rpc}?)",
                "startArgs: ['{rpc:zoe}'] | but there is no chain \"zoe\"; chains are zone and hub (did you mean"
                        + " \"zone\"?)",
                "startArgs: ['{mnemonic:alice}'] | a secret, which everybody on this machine can see in arguments",
                "env: { K: '{mnemonic:alcie}' } | there is no account \"alcie\"; accounts are alice and faucet"
                        + " (did you mean \"alice\"?)",
                "env: { K: '{mnemonic:zone/dao}' } | but somebody else has the key of dao",
                "startArgs: ['{port:api}'] | write {port:COMPANION/PORT}, whose port it is",
                "startArgs: ['{port:oracle/api}'] | but there is no companion \"oracle\"",
                "startArgs: ['{home:x}'] | {home} stands alone",
                "companions: { oracle: {} } | the key `binary` is missing",
                "companions: { home: { binary: { path: x } } } | is neither `home` nor `logs`",
                "companions: { o: { binary: { path: x }, args: ['{port:api}'] } } | but o has no port \"api\"",
                "companions: { o: { binary: { path: x }, ports: [a, a] } } | there is a port a already",
                "companions: { o: { binary: { path: x }, files: { ../x: y } } } | the path of a file within its home",
                "{ companions: { o: { binary: { path: x }, ports: [a] } }, startArgs: ['{port:o/a}'] }"
                        + " | but o runs beside val1 only; write `beside: all`",
            })
    void whatIsWrongIsTold(String keys, String said) {
        String lines =
                keys.startsWith("{ ") ? keys.substring(2, keys.length() - 2).replace("}, s", "}\ns") : keys;

        assertThat(Specs.problems(TWO_CHAINS + lines.indent(4)))
                .anySatisfy(problem -> assertThat(problem).contains(said));
    }

    @Test
    void anImageIsOfACompanionThatThereIs() {
        String companion = "companions: { oracle: { binary: { path: ./oracle } } }";

        assertThat(network(companion + "\n", "images: { hub/oracle: 'example.com/oracle:1' }")
                        .kubernetes()
                        .images())
                .containsEntry("hub/oracle", "example.com/oracle:1");
        assertThatThrownBy(() -> network(companion + "\n", "images: { hub/oracel: 'example.com/oracle:1' }"))
                .hasMessageContaining("neither a chain or companion of this network nor a relayer")
                .hasMessageContaining("did you mean \"hub/oracle\"?");
    }

    private static NetworkSpec network(String keys, String kubernetes) {
        return SpecReader.read(
                TWO_CHAINS + keys.indent(4) + "kubernetes:\n" + kubernetes.indent(2),
                "network.yaml",
                Path.of("/nets/hub-and-zone"));
    }

    private static ChainSpec hub(String keys) {
        return Specs.read(TWO_CHAINS + keys.indent(4)).chains().stream()
                .filter(chain -> chain.name().equals("hub"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void allOfItIsInTheSchema() {
        assertThat(PublishedSchema.errors(TWO_CHAINS + """
            env: { GOGC: 50 }
            startArgs: [--trace]
            companions: { oracle: { binary: { path: x }, ports: [api], beside: all } }
            """.indent(4))).isEmpty();
        assertThat(List.of(
                        "env: { 1X: a }",
                        "companions: { oracle: {} }",
                        "companions: { o: { binary: { path: x }, besides: all } }"))
                .allSatisfy(keys -> assertThat(PublishedSchema.errors(TWO_CHAINS + keys.indent(4)))
                        .isNotEmpty());
    }
}
