package dev.orrery.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is said about a path that is wrong. */
class BrokenPathTest {
    /** One key of a path, in line 6 from column 29, and what is said about it. */
    static Stream<Arguments> keys() {
        return Stream.of(
                arguments(
                        "open: gensis",
                        "35: paths[0].open: must be genesis or handshake, is the text \"gensis\" (did you mean"
                                + " \"genesis\"?)"),
                arguments("open: 5", "35: paths[0].open: must be genesis or handshake, is the number 5"),
                arguments(
                        "nme: main",
                        "29: paths[0].nme: is not a key of the format; allowed here: between, name, channels, open,"
                                + " relayer, trustingPeriod, clockDrift and ibc (did you mean \"name\"?)"),
                arguments(
                        "relayer: hremes",
                        "38: paths[0].relayer: must be embedded, hermes, rly or none, is the text \"hremes\" (did you"
                                + " mean \"hermes\"?)"),
                arguments("relayer: []", "38: paths[0].relayer: must be a list of such relayers, has 0 entries"),
                arguments(
                        "relayer: [hermes, none]",
                        "47: paths[0].relayer[1]: none is not a relayer; write `relayer: none`"),
                arguments(
                        "relayer: [embedded, embedded]",
                        "49: paths[0].relayer[1]: a path has one embedded relayer at most"),
                arguments(
                        "relayer: { kind: hermes, backup: true }",
                        "38: paths[0].relayer: must have a relayer that is no backup; all of these wait for one"),
                arguments(
                        "relayer: { kind: embedded, binary: { path: x } }",
                        "64: paths[0].relayer.binary: the embedded relayer has no program of its own; leave out"
                                + " `binary`"),
                arguments(
                        "relayer: rly",
                        "38: paths[0].relayer: rly needs its program: { kind: rly, binary: { path: … } }"),
                arguments(
                        "relayer: { kind: hermes, binary: { go: ./hermes, cgo: maybe } }",
                        "83: paths[0].relayer.binary.cgo: must be true or false, is the text \"maybe\""),
                arguments(
                        "relayer: { kind: hermes, binary: { path: x, cgo: true } }",
                        "62: paths[0].relayer.binary: has `cgo`, which goes with `go` only"),
                arguments(
                        "relayer: { kind: hermes, binary: { crate: ibc-relayer-cli } }",
                        "71: paths[0].relayer.binary.crate: must be NAME@VERSION with an exact version, such as"
                                + " ibc-relayer-cli@1.10.5, is the text \"ibc-relayer-cli\""),
                arguments(
                        "relayer: { kind: hermes, binary: { path: x, bin: y } }",
                        "62: paths[0].relayer.binary: has `bin`, which goes with `crate` only"),
                arguments(
                        "relayer: { kind: hermes, binary: { path: x, crate: a@1.0.0 } }",
                        "62: paths[0].relayer.binary: must be a mapping with exactly one of the keys path, go,"
                                + " crate, url, git and image, has path and crate"),
                arguments(
                        "relayer: { kind: hermes, backup: often }",
                        "62: paths[0].relayer.backup: must be true or false, is the text \"often\""),
                arguments(
                        "ibc: v3",
                        "34: paths[0].ibc: must be classic or v2, is the text \"v3\" (did you mean \"v2\"?)"),
                arguments(
                        "ibc: v2, channels: [transfer]",
                        "48: paths[0].channels: IBC v2 has no channels; leave out `channels`, or `ibc: v2`"),
                arguments("ibc: v2, relayer: hermes", "47: paths[0].relayer: only the embedded relayer relays IBC v2"),
                arguments(
                        "channels: [transfer, transfer]",
                        "50: paths[0].channels[1]: the channel on line 6 is called \"transfer\" already; give one of"
                                + " them another `name`"),
                arguments(
                        "channels: [mock]",
                        "40: paths[0].channels[0]: the key `version` is missing; Orrery knows that of the port"
                                + " transfer only"),
                arguments(
                        "channels: [{ name: x, version: v }]",
                        "40: paths[0].channels[0]: the key `port` or `ports` is missing; it tells the modules that"
                                + " talk"),
                arguments(
                        "channels: [{ port: transfer, ports: [transfer, transfer] }]",
                        "65: paths[0].channels[0].ports: has both `port` and `ports`; one of them tells the ports"),
                arguments(
                        "channels: [{ ports: [transfer], version: v }]",
                        "49: paths[0].channels[0].ports: must be a list of two ports, one for each chain, in the order"
                                + " of `between`, has 1 entry"),
                arguments(
                        "channels: [x]",
                        "40: paths[0].channels[0]: must be a port of 2 to 128 letters, digits and ._+-#[]<>, is the"
                                + " text \"x\""),
                arguments(
                        "channels: [{ port: transfer, ordering: orderd }]",
                        "68: paths[0].channels[0].ordering: must be unordered or ordered, is the text \"orderd\" (did"
                                + " you mean \"ordered\"?)"),
                arguments(
                        "trustingPeriod: 21d",
                        "45: paths[0].trustingPeriod: must be shorter than the unbonding time of hub (21d), is 21d"),
                arguments(
                        "trustingPeriod: 0s",
                        "45: paths[0].trustingPeriod: must be a duration from 1s to 36500d, such as 14d, 36h or 30s,"
                                + " is the text \"0s\""),
                arguments(
                        "clockDrift: 0s",
                        "41: paths[0].clockDrift: must be a duration from 1ms to 1h, such as 10s, is the text"
                                + " \"0s\""),
                arguments(
                        "clockDrift: 1d",
                        "41: paths[0].clockDrift: must be a duration from 1ms to 1h, such as 10s, is the text"
                                + " \"1d\""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("keys")
    void aKeyOfAPath(String key, String said) {
        assertThat(Specs.problems(PathsTest.pair("- { between: [hub, zone], " + key + " }\n")))
                .containsExactly("6:" + said);
    }

    @Test
    void theUnbondingTimeIsThatOfTheChangedGenesis() {
        String path = "- { between: [hub, zone], trustingPeriod: %s }\n";
        String pair = PathsTest.pair(path).replace("1814401s", "3600.5s");

        assertThat(Specs.problems(pair.formatted("3600.5s")))
                .containsExactly("6:45: paths[0].trustingPeriod: must be shorter than the unbonding time of zone"
                        + " (1h500ms), is 1h500ms");
        assertThat(Specs.problems(pair.formatted("3600.499s"))).isEmpty();
    }

    @Test
    void ofSeveralPathsOfAPairEachNeedsAName() {
        assertThat(Specs.problems(PathsTest.pair("""
            - between: [hub, zone]
            - between: [zone, hub]
            - { between: [hub, zone], name: main }
            """)))
                .containsExactly(
                        "6:5: paths[0]: there is a path between hub and zone on line 7 too; where a pair has several,"
                                + " each needs a `name`",
                        "7:5: paths[1]: there is a path between hub and zone on line 6 too; where a pair has several,"
                                + " each needs a `name`");
    }

    @Test
    void namesOfPathsDiffer() {
        assertThat(Specs.problems(PathsTest.pair("""
            - { between: [hub, zone], name: main }
            - { between: [hub, zone], name: main }
            """)))
                .containsExactly("7:35: paths[1].name: the path on line 6 is called \"main\" already; give one of them"
                        + " another `name`");
    }

    @Test
    void aChainCannotBeCalledLikeTheFolderOfPaths() {
        assertThat(Specs.problems("version: 1\nchains: { paths: { binary: { path: x } } }\n"))
                .singleElement()
                .asString()
                .contains("and is not `paths`, where the paths are kept, is \"paths\"");
    }

    @Test
    void whatIsWrongWithAPathByItselfIsMarkedInEditorsToo() {
        keys().map(arguments -> arguments.get())
                .filter(arguments -> !CROSSING.matcher((String) arguments[1]).find())
                .forEach(arguments -> assertThat(PublishedSchema.errors(
                                PathsTest.pair("- { between: [hub, zone], " + arguments[0] + " }")))
                        .as((String) arguments[0])
                        .isNotEmpty());
    }

    /** What several keys have in common only the reader checks. */
    private static final java.util.regex.Pattern CROSSING = java.util.regex.Pattern.compile(
            "none is not|at most$|no backup|no program|rly needs|called|is missing|has both|IBC v2|unbonding|0s|1d");
}
