package dev.orrery.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.orrery.base.InvalidInputException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is said about a file that is wrong. */
class BrokenSpecTest {
    private static final String CHAIN_KEYS =
            "chain, version, sha256, binary, chainId, validators, fullNodes, stake, consumer, consumerOf,"
                    + " consumerKeys, consumerLaunch, denom, prefix, coinType, keys, keyType, powerReduction, profile,"
                    + " blockTime, gasPrice, accounts, accountsFile, genesis, genesisFile, params, denomMetadata,"
                    + " genesisPatch, genesisPatchFile, config, env, startArgs and companions";
    private static final String SUM = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
    private static final String A_NAME =
            "a name of at most 40 lower-case letters, digits and dashes that begins with a letter";

    /** One line of a chain, in line 5 from column 5, and what is said about it. */
    static Stream<Arguments> chainLines() {
        return Stream.of(
                arguments(
                        "validatrs: 3",
                        ":5: chains.hub.validatrs: is not a key of the format; allowed here: " + CHAIN_KEYS
                                + " (did you mean \"validators\"?)"),
                arguments(
                        "validators: 0",
                        ":17: chains.hub.validators: must be a whole number from 1 to 100, is the number 0"),
                arguments(
                        "validators: 101",
                        ":17: chains.hub.validators: must be a whole number from 1 to 100, is the number 101"),
                arguments(
                        "validators: two",
                        ":17: chains.hub.validators: must be a whole number from 1 to 100, is the text \"two\""),
                arguments(
                        "validators: '2'",
                        ":17: chains.hub.validators: must be a whole number from 1 to 100, is the text \"2\"; leave"
                                + " out the quotes"),
                arguments("validators:", ":16: chains.hub.validators: must be a whole number from 1 to 100, is empty"),
                arguments(
                        "validators: { inGenesis: 0 }",
                        ":30: chains.hub.validators.inGenesis: must be a whole number from 1 to 100, is the number 0"),
                arguments(
                        "validators: { inGensis: 2 }",
                        ":19: chains.hub.validators.inGensis: is not a key of the format; allowed here: inGenesis and"
                                + " created (did you mean \"inGenesis\"?)"),
                arguments(
                        "validators: { created: 100 }",
                        ":28: chains.hub.validators.created: must be a whole number from 0 to 99, is the number 100"),
                arguments(
                        "validators: { inGenesis: 60, created: 41 }",
                        ":17: chains.hub.validators: must be at most 100 validators in all, is 101"),
                arguments(
                        "fullNodes: -1",
                        ":16: chains.hub.fullNodes: must be a whole number from 0 to 100, is the number -1"),
                arguments(
                        "stake: 5",
                        ":12: chains.hub.stake: must be at least powerReduction (1000000), below which there is no"
                                + " voting power; is 5"),
                arguments("{}: 5", ":5: chains.hub: a key must be text, is a mapping"),
                arguments(
                        "stake: []",
                        ":12: chains.hub.stake: must be a list with one such number for each validator, has 0 entries"),
                arguments(
                        "stake: 100000000000000000000000000000000000000",
                        ":12: chains.hub.stake: gives more than the 1152921504606846975 of voting power (stake /"
                                + " powerReduction, all validators) that CometBFT allows"),
                arguments(
                        "stake: " + "9".repeat(100_000),
                        ":12: chains.hub.stake: must be a whole number from 1 to 2^256 - 1, is the number "
                                + "9".repeat(60) + "…"),
                arguments(
                        "powerReduction: 1000000000000000000",
                        ":21: chains.hub.powerReduction: the default of `stake` must be at least powerReduction"
                                + " (1000000000000000000), below which there is no voting power; is 1000000000"),
                arguments(
                        "denom: a",
                        ":12: chains.hub.denom: must be a denom of 3 to 128 letters, digits and /:._- that begins with"
                                + " a letter, is the text \"a\""),
                arguments(
                        "denom: true",
                        ":12: chains.hub.denom: must be a denom of 3 to 128 letters, digits and /:._- that begins with"
                                + " a letter, is the truth value true; put it in quotes"),
                arguments(
                        "chainId: a b",
                        ":14: chains.hub.chainId: must be a chain ID of at most 50 letters, digits, dots, dashes and"
                                + " underscores that begins with a letter or digit, is the text \"a b\""),
                arguments(
                        "chainId: hub-18446744073709551616",
                        ":14: chains.hub.chainId: must have a revision number (after the last dash) of at most 2^64 -"
                                + " 1, is the text \"hub-18446744073709551616\""),
                arguments(
                        "prefix: Cosmos",
                        ":13: chains.hub.prefix: must be a Bech32 prefix of at most 30 lower-case letters and digits"
                                + " that begins with a letter, is the text \"Cosmos\""),
                arguments(
                        "coinType: -1",
                        ":15: chains.hub.coinType: must be a whole number from 0 to 2147483647, is the number -1"),
                arguments(
                        "blockTime: 5",
                        ":16: chains.hub.blockTime: must be a duration from 0s to 1h, such as 500ms, 1s or 1m30s, is"
                                + " the number 5"),
                arguments(
                        "blockTime: 1h1ms",
                        ":16: chains.hub.blockTime: must be a duration from 0s to 1h, such as 500ms, 1s or 1m30s, is"
                                + " the text \"1h1ms\""),
                arguments(
                        "gasPrice: -1",
                        ":15: chains.hub.gasPrice: must be a number of at least 0 with at most 18 decimals, such as"
                                + " 0.025, is the number -1"),
                arguments(
                        "gasPrice: '0.1'",
                        ":15: chains.hub.gasPrice: must be a number of at least 0 with at most 18 decimals, such as"
                                + " 0.025, is the text \"0.1\"; leave out the quotes"),
                arguments(
                        "accounts: { val1: 5uatom }",
                        ":17: chains.hub.accounts.val1: the key must be a name of at most 40 lower-case letters,"
                                + " digits, dashes and underscores that begins with a letter, and neither `faucet`,"
                                + " `val` with digits nor `relayer-` with more, which are Orrery's own, is \"val1\""),
                arguments(
                        "accounts: { bob: 0uatom }",
                        ":22: chains.hub.accounts.bob: must have amounts from 1 to 2^256 - 1, is the text \"0uatom\""),
                arguments(
                        "accounts: { bob: 5 }",
                        ":22: chains.hub.accounts.bob: must be coins such as 1000uatom, or up to 100 with commas"
                                + " between them, is the number 5"),
                arguments(
                        "accounts: { bob: '5uatom,6uatom' }",
                        ":22: chains.hub.accounts.bob: must name each denom once; uatom is there twice, is the text"
                                + " \"5uatom,6uatom\""),
                arguments(
                        "accounts: { bob: '1uatom" + ",1uatom".repeat(100_000) + "' }",
                        ":22: chains.hub.accounts.bob: must have at most 4096 characters, has 700006"),
                arguments(
                        "blockTime: " + "1s".repeat(2000),
                        ":16: chains.hub.blockTime: must be a duration from 0s to 1h, such as 500ms, 1s or 1m30s, is"
                                + " the text \""
                                + "1s".repeat(30) + "…\""),
                arguments(
                        "genesis: { validators: [] }",
                        ":16: chains.hub.genesis.validators: is not allowed here: `validators` and `stake` of the chain"
                                + " decide them"),
                arguments(
                        "genesis: { a: { b: 1, b: 2 } }",
                        ":27: chains.hub.genesis.a.b: is written twice; the first is on line 5"),
                arguments(
                        "genesis: { a: [0, .inf] }",
                        ":23: chains.hub.genesis.a[1]: must be a number with at most 100 digits and a small exponent,"
                                + " is .inf; put it in quotes if it is text"),
                arguments(
                        "genesis: { a: 1e99999 }",
                        ":19: chains.hub.genesis.a: must be a number with at most 100 digits and a small exponent, is"
                                + " 1e99999; put it in quotes if it is text"),
                arguments(
                        "genesis: { a: { <<: { b: 1 } } }",
                        ":21: chains.hub.genesis.a.\"<<\": merging with << is not part of YAML 1.2; write the keys"
                                + " out"),
                arguments(
                        "config: { confg.toml: {} }",
                        ":15: chains.hub.config.\"confg.toml\": is not a key of the format; allowed here: config.toml,"
                                + " app.toml and client.toml (did you mean \"config.toml\"?)"),
                arguments(
                        "config: { app.toml: 5 }",
                        ":25: chains.hub.config.\"app.toml\": must be a mapping, is the number 5"));
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("chainLines")
    void aLineOfAChain(String line, String said) {
        assertThat(Specs.problems(Specs.SMALLEST + "    " + line + "\n")).containsExactly("5" + said);
    }

    /** What stands under {@code binary:} in line 3. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "simd | 3:18: chains.hub.binary: must be a mapping with exactly one of the keys path, go, url, git and"
                        + " image, is the text \"simd\"",
                "{} | 3:18: chains.hub.binary: must be a mapping with exactly one of the keys path, go, url, git and"
                        + " image, has none of them",
                "{ path: a, go: ./b } | 3:18: chains.hub.binary: must be a mapping with exactly one of the keys path,"
                        + " go, url, git and image, has path and go",
                "{ pth: a } | 3:20: chains.hub.binary.pth: is not a key of the format; allowed here: path, go, url,"
                        + " git, image, cgo, sha256, version, file, ref and build (did you mean \"path\"?)",
                "{ path: ~/simd } | 3:26: chains.hub.binary.path: must be a path from this file's folder or from /; a"
                        + " ~ is not expanded, is the text \"~/simd\"",
                "{ path: '' } | 3:26: chains.hub.binary.path: must be the path of an executable, is the text \"\"",
                "{ go: github.com/a/b } | 3:24: chains.hub.binary.go: must be MODULE/PACKAGE@VERSION, or a folder that"
                        + " begins with ./, ../ or /, is the text \"github.com/a/b\"",
                "{ go: a/b@v1 } | 3:24: chains.hub.binary.go: must begin with a host such as github.com; a folder"
                        + " begins with ./ or ../, is the text \"a/b@v1\"",
                "{ go: github.com//b@v1 } | 3:24: chains.hub.binary.go: must be a Go import path before the @, such as"
                        + " github.com/cosmos/gaia/v18/cmd/gaiad, is the text \"github.com//b@v1\"",
                "{ url: https://a.b/c } | 3:18: chains.hub.binary: the key `sha256` is missing, which `url` needs; it"
                        + " must be a SHA-256 checksum of 64 hexadecimal digits, or a mapping from machines such as"
                        + " linux/amd64 to SHA-256 checksums",
                "{ url: ftp://a.b/c, sha256: " + SUM
                        + " } | 3:25: chains.hub.binary.url: must be a URL that begins with"
                        + " https:// or http://, is the text \"ftp://a.b/c\"",
                "{ url: 'https://a.b/{versoin}', sha256: " + SUM
                        + " } | 3:25: chains.hub.binary.url: must have no names"
                        + " in braces but {version}, {number}, {os}, {Os}, {arch}, {Arch} and {machine}, is the text"
                        + " \"https://a.b/{versoin}\"",
                "{ url: 'https://a.b/{version}', sha256: " + SUM + " } | 3:25: chains.hub.binary.url: needs the key"
                        + " `version` beside it, which {version} stands for",
                "{ url: https://a.b/c, version: v1, sha256: " + SUM
                        + " } | 3:49: chains.hub.binary.version: has no place" + " in the URL; write {version} there",
                "{ url: https://me:pw@a.b/c, sha256: " + SUM
                        + " } | 3:25: chains.hub.binary.url: must be a URL without a"
                        + " user and a password, which would be written to logs, is the text \"https://me:pw@a.b/c\"",
                "{ url: https://a.b/c, sha256: abc } | 3:48: chains.hub.binary.sha256: must be a SHA-256 checksum of 64"
                        + " hexadecimal digits, is the text \"abc\"",
                "{ url: https://a.b/c, sha256: { linux: " + SUM + " } } | 3:50: chains.hub.binary.sha256.linux: the key"
                        + " must be an operating system and a processor in Go's words, such as linux/amd64 or"
                        + " darwin/arm64, is \"linux\"",
                "{ url: https://a.b/c, file: ../c, sha256: " + SUM
                        + " } | 3:46: chains.hub.binary.file: must be the name"
                        + " of a file, or its path within what holds it, without `..`, is the text \"../c\"",
                "{ git: ../chain, ref: v1, file: build/chaind } | 3:18: chains.hub.binary: the key `build` is missing,"
                        + " which `git` needs; it must be a shell command, such as make build",
                "{ git: --upload-pack=x, ref: v1, build: make, file: a } | 3:25: chains.hub.binary.git: must be a git"
                        + " repository, such as https://github.com/cosmos/gaia or ../gaia, is the text"
                        + " \"--upload-pack=x\"",
                "{ image: 'ghcr.io/Org/chain:v1' } | 3:27: chains.hub.binary.image: must be the reference of an image"
                        + " in lower case, such as ghcr.io/org/chain:v1 or alpine@sha256:…, is the text"
                        + " \"ghcr.io/Org/chain:v1\"",
                "{ path: a, file: b } | 3:18: chains.hub.binary: has `file`, which goes with `url`, `git` or"
                        + " `image` only",
            })
    void theSourceOfABinary(String source, String said) {
        assertThat(Specs.problems("version: 1\nchains:\n  hub: { binary: " + source + " }\n"))
                .containsExactly(said);
    }

    static Stream<Arguments> wholeFiles() {
        String root = "must be a mapping whose keys are among version, name, seed, chains, paths and kubernetes, is ";
        return Stream.of(
                arguments("", "1:1: is empty; it needs `version: 1` and at least one chain under `chains:`"),
                arguments("# soon\n", "1:1: is empty; it needs `version: 1` and at least one chain under `chains:`"),
                arguments("---\n", "2:1: " + root + "empty"),
                arguments("[]", "1:1: " + root + "a list"),
                arguments("hello", "1:1: " + root + "the text \"hello\""),
                arguments(
                        "version: 1\n",
                        "1:1: the key `chains` is missing; it must be a mapping from chain names to chains, with at"
                                + " least one"),
                arguments(
                        "version: 2\nchains: { hub: { binary: { path: x } } }",
                        "1:10: version: must be 1, is the number 2"),
                arguments(
                        "version: 1\nchains: {}",
                        "2:9: chains: must be a mapping from chain names to chains, with at least one, is empty"),
                arguments(
                        "version: 1\nchians: {}",
                        "2:1: chians: is not a key of the format; allowed here: version, name, seed, chains, paths and"
                                + " kubernetes (did you mean \"chains\"?)"),
                arguments(
                        "version: 1\nchains: { Hub: { binary: { path: x } } }",
                        "2:11: chains.Hub: the key must be " + A_NAME
                                + " and is not `paths`, where the paths are kept, is \"Hub\" (did you mean \"hub\"?)"),
                arguments(
                        "version: 1\nchains:\n  hub:\n",
                        "3:7: chains.hub: must be a mapping whose keys are among " + CHAIN_KEYS + ", is empty"),
                arguments(Specs.SMALLEST + "version: 1\n", "5:1: version: is written twice; the first is on line 1"),
                arguments(
                        Specs.SMALLEST + "seed: ''\n",
                        "5:7: seed: must be text of 1 to 200 characters, is the text \"\""),
                arguments("a: b: c", "1:5: is not YAML: mapping values are not allowed here"),
                arguments(
                        "a: [1, 2\nb: 3\n",
                        "2:2: is not YAML: expected ',' or ']', but got : (while parsing a flow sequence)"),
                arguments(
                        "a:\n\tb: 1",
                        "2:1: is not YAML: found character a tab that cannot start any token. (Do not use tabs for"
                                + " indentation) (while scanning for the next token)"),
                arguments(
                        "a: @x",
                        "1:4: is not YAML: found character '@' that cannot start any token. (while scanning for the"
                                + " next token)"),
                arguments(
                        "a: 1\nb: \"\\UFFFFFFFF\"",
                        "2:2: cannot be read as YAML 1.2 from here on (For input string: \"FFFFFFFF\" under radix 16)"),
                arguments("a: \0\n", "1:4: is not text: the character U+0000 is not allowed in YAML"),
                arguments(
                        "a: \"\\" + "ud800\"",
                        "1:4: an escape stands for half a character (a lone surrogate), which no file can hold"),
                arguments("a: 1\n---\nb: 2\n---\n", "2:1: a second document begins here; a network file holds one"),
                arguments("a: !!str 5", "1:4: the tag \"!!str\" is not allowed; write a plain value"),
                arguments("[".repeat(100_000), "1:101: is nested deeper than 100 levels"),
                arguments("- ".repeat(100_000), "1:201: is nested deeper than 100 levels"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("wholeFiles")
    void aWholeFile(String yaml, String said) {
        assertThat(Specs.problems(yaml)).containsExactly(said);
    }

    @Test
    void everyProblemOfAFileIsToldAtOnceInItsOrder() {
        String yaml = """
            version: 2
            nam: x
            chains:
              hub:
                binary: { path: simd }
                validators: 2
                stake: [1000000, 2, 3000000]
              zone:
                chainId: hub-1
            paths:
              - between: [hub, zoen]
              - between: [hub, hub]
              - between: [hub]
              - between: [hub, zone]
              - between: [zone, hub]
            """;

        assertThat(Specs.problems(yaml))
                .containsExactly(
                        "1:10: version: must be 1, is the number 2",
                        "2:1: nam: is not a key of the format; allowed here: version, name, seed, chains, paths and"
                                + " kubernetes (did you mean \"name\"?)",
                        "7:12: chains.hub.stake: must list one stake for each validator (2), has 3",
                        "7:22: chains.hub.stake[1]: must be at least powerReduction (1000000), below which there is no"
                                + " voting power; is 2",
                        "9:5: chains.zone: the key `binary` is missing; it must be a mapping with exactly one of the"
                                + " keys path, go, url, git and image",
                        "9:14: chains.zone.chainId: the chain ID \"hub-1\" is that of hub already; chain IDs must"
                                + " differ",
                        "11:20: paths[0].between[1]: there is no chain \"zoen\"; chains are hub and zone (did you mean"
                                + " \"zone\"?)",
                        "12:20: paths[1].between[1]: must be another chain than the first; a path joins two",
                        "13:14: paths[2].between: must be a list of the names of two chains, such as [hub, zone], has 1"
                                + " entry",
                        "14:5: paths[3]: there is a path between hub and zone on line 15 too; where a pair has several,"
                                + " each needs a `name`",
                        "15:5: paths[4]: there is a path between hub and zone on line 14 too; where a pair has several,"
                                + " each needs a `name`");
    }

    @Test
    void anchorsAndAliasesAreRefusedBeforeTheyMultiply() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x]\n");
        for (int i = 1; i < 40; i++) {
            bomb.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
        }

        List<String> problems = Specs.problems(bomb.toString());

        assertThat(problems).hasSize(40 + 2 * 39);
        assertThat(problems.subList(0, 3))
                .containsExactly(
                        "1:5: the anchor &a0 is not allowed; write values out",
                        "2:5: the anchor &a1 is not allowed; write values out",
                        "2:10: the alias *a0 is not allowed; write the value out");
    }

    @Test
    void aFileOfJunkIsToldByItsFirstProblems() {
        StringBuilder junk = new StringBuilder();
        for (int i = 0; i < 2_000; i++) {
            junk.append('k').append(i).append(":\n");
        }

        assertThat(Specs.problems(junk.toString()))
                .hasSize(500)
                .last()
                .asString()
                .startsWith("498:1: k497: ");
        assertThatThrownBy(() -> Specs.read(junk.toString()))
                .hasMessageContaining("2002 problems, of which these are the first 500");
    }

    @Test
    void theMessageHasAHeadlineAndALineForEachProblem() {
        assertThatThrownBy(() -> Specs.read("version: 1\nchains: 5\n"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(String.join(
                        System.lineSeparator(),
                        "failed while reading network.yaml: 1 problem",
                        "  network.yaml:2:9: chains: must be a mapping from chain names to chains, with at least one,"
                                + " is the number 5"));
    }
}
