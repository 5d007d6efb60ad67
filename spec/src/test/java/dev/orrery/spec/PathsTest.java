package dev.orrery.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.spec.ChannelSpec.Ordering;
import dev.orrery.spec.RelayerSpec.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a path means that has no problems. */
class PathsTest {
    @Test
    void everyKeyArrivesInTheRecords() {
        assertThat(Specs.read(Specs.FULL).paths())
                .containsExactly(new PathSpec(
                        "main",
                        "hub",
                        "zone",
                        List.of(
                                ChannelSpec.TRANSFER,
                                new ChannelSpec("second", "transfer", "transfer", "ics20-1", Ordering.UNORDERED),
                                new ChannelSpec(
                                        "accounts", "icacontroller-alice", "icahost", "ics27-1", Ordering.ORDERED)),
                        PathSpec.Opening.HANDSHAKE,
                        List.of(
                                RelayerSpec.EMBEDDED,
                                new RelayerSpec(
                                        Kind.HERMES,
                                        Optional.of(new BinarySpec.Executable(Path.of("/nets/hub-and-zone/hermes"))),
                                        true)),
                        Optional.of(Duration.ofDays(14)),
                        Duration.ofSeconds(10),
                        PathSpec.Ibc.CLASSIC));
    }

    @Test
    void aPathThatSaysNothingHasOneTransferChannelAtGenesisAndTheEmbeddedRelayer() {
        assertThat(path("")).isEqualTo(PathSpec.between("hub", "zone"));
        assertThat(path("").name()).isEqualTo("hub-zone");
        assertThat(path("").trustingPeriod()).isEmpty();
    }

    @Test
    void aRelayerIsAWordOrAMappingOrAListOfBoth() {
        RelayerSpec hermes = new RelayerSpec(Kind.HERMES, Optional.empty(), false);

        assertThat(path("relayer: hermes").relayers()).containsExactly(hermes);
        assertThat(path("relayer: { kind: hermes }").relayers()).containsExactly(hermes);
        assertThat(path("relayer: [hermes, { kind: embedded, backup: true }]").relayers())
                .containsExactly(hermes, new RelayerSpec(Kind.EMBEDDED, Optional.empty(), true));
        assertThat(path("relayer: none").relayers()).isEmpty();
    }

    @Test
    void theProgramOfARelayerMayComeFromACrate() {
        assertThat(path("relayer: { kind: hermes, binary: { crate: ibc-relayer-cli@1.10.5 } }")
                        .relayers())
                .extracting(RelayerSpec::binary)
                .containsExactly(Optional.of(new BinarySpec.Crate("ibc-relayer-cli", "1.10.5")));
        assertThat(path("relayer: { kind: hermes, binary: { crate: my-relayers@2.0.0-rc.1, bin: two, features:"
                                + " [a, b] } }")
                        .relayers())
                .extracting(RelayerSpec::binary)
                .containsExactly(Optional.of(
                        new BinarySpec.Crate("my-relayers", "2.0.0-rc.1", Optional.of("two"), List.of("a", "b"))));
    }

    @Test
    void aChannelIsCalledLikeItsPortOnTheFirstChain() {
        assertThat(path("channels: [mock, { ports: [wasm.a, wasm.b], version: v }, { port: transfer }]"
                                .replace("mock", "{ port: mock, version: v }"))
                        .channels())
                .extracting(ChannelSpec::name)
                .containsExactly("mock", "wasm.a", "transfer");
    }

    @Test
    void aPathMayHaveNoChannelAtAll() {
        assertThat(path("channels: []").channels()).isEmpty();
    }

    @Test
    void aPairOfChainsMayHaveSeveralPathsThatAllHaveNames() {
        assertThat(Specs.read(pair("""
            - { between: [hub, zone], name: one }
            - { between: [zone, hub], name: two }
            """)).paths())
                .extracting(PathSpec::name, PathSpec::a)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("one", "hub"),
                        org.assertj.core.groups.Tuple.tuple("two", "zone"));
    }

    @ParameterizedTest
    @CsvSource({"14d, 336h", "1d12h, 36h", "1.5d, 36h", "30s, 30s", "500h30m, 500h30m"})
    void trustingPeriodsCountInDaysToo(String written, String meant) {
        assertThat(path("trustingPeriod: " + written).trustingPeriod())
                .contains(Duration.parse("PT" + meant.toUpperCase(java.util.Locale.ROOT)));
    }

    /** The one path of a network with these keys. */
    private static PathSpec path(String keys) {
        return Specs.read(pair("- { between: [hub, zone], " + keys + " }\n"))
                .paths()
                .getFirst();
    }

    static String pair(String paths) {
        return """
            version: 1
            chains:
              hub: { binary: { path: simd } }
              zone: { binary: { path: simd }, genesis: { app_state: { staking: { params: { unbonding_time: 1814401s } } } } }
            paths:
            """ + paths.indent(2);
    }
}
