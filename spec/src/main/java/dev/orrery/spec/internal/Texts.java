package dev.orrery.spec.internal;

import dev.orrery.spec.BinarySpec;
import dev.orrery.spec.CoinSpec;
import dev.orrery.spec.Template;
import dev.orrery.spec.internal.TextShape.Refusal;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The kinds of text in a network file, with what each means. */
final class Texts {
    /** {@code sdk.ValidateDenom}: the default pattern of the Cosmos SDK. */
    private static final String DENOM_PATTERN = "[a-zA-Z][a-zA-Z0-9/:._-]{2,127}";

    private static final String COIN_PATTERN = "[0-9]{1,78}" + DENOM_PATTERN;
    private static final Pattern COIN = Pattern.compile("([0-9]+)(.+)");
    private static final Pattern REVISION = Pattern.compile(".*[^-]-([1-9][0-9]*)");
    private static final Pattern DURATION_PART = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)(ms|d|h|m|s)");
    private static final Map<String, BigDecimal> UNIT_NANOS = Map.of(
            "ms", BigDecimal.valueOf(1_000_000L),
            "s", BigDecimal.valueOf(1_000_000_000L),
            "m", BigDecimal.valueOf(60_000_000_000L),
            "h", BigDecimal.valueOf(3_600_000_000_000L),
            "d", BigDecimal.valueOf(86_400_000_000_000L));
    private static final String DURATION_PATTERN = "(?:[0-9]{1,9}(?:\\.[0-9]{1,9})?(?:ms|h|m|s)){1,8}";
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]*)\\}");
    private static final BigInteger LARGEST_REVISION = BigInteger.TWO.pow(64).subtract(BigInteger.ONE);

    static final TextShape<String> NAME = TextShape.of(
            "a name of at most 40 lower-case letters, digits and dashes that begins with a letter",
            "[a-z][a-z0-9-]{0,39}");

    /** Logs and folders of paths stand beside those of chains, as {@code paths/hub-zone}. */
    static final TextShape<String> CHAIN_NAME = TextShape.of(
            NAME.allowed() + " and is not `paths`, where the paths are kept", "(?!paths$)" + NAME.pattern());

    static final TextShape<String> ACCOUNT_NAME = TextShape.of(
            "a name of at most 40 lower-case letters, digits, dashes and underscores that begins with a letter, and"
                    + " neither `faucet`, `val` with digits nor `relayer-` with more, which are Orrery's own",
            "(?!faucet$|val[0-9]|relayer-)[a-z][a-z0-9_-]{0,39}");

    static final TextShape<String> SEED =
            TextShape.of("text of 1 to 200 characters", "[^\\u0000]{1,200}").acceptingIntegers();

    /** The reader of {@code between}: whether there is such a chain is asked later, of all chains. */
    static final TextShape<String> CHAIN_REFERENCE = TextShape.of("the name of a chain", "[^\\u0000]+");

    /** CometBFT's {@code MaxChainIDLen} is 50; a revision number is a uint64 (ibc-go, {@code ParseChainID}). */
    static final TextShape<String> CHAIN_ID = TextShape.of(
            "a chain ID of at most 50 letters, digits, dots, dashes and underscores that begins with a letter or digit",
            "[A-Za-z0-9][A-Za-z0-9._-]{0,49}",
            Texts::chainId);

    static final TextShape<String> TYPE_URL = TextShape.of(
            "a protobuf type such as /ethermint.crypto.v1.ethsecp256k1.PubKey",
            "/[a-z][A-Za-z0-9_]*(\\.[A-Za-z][A-Za-z0-9_]*){1,15}");

    static final TextShape<String> DENOM =
            TextShape.of("a denom of 3 to 128 letters, digits and /:._- that begins with a letter", DENOM_PATTERN);

    static final TextShape<String> PREFIX = TextShape.of(
            "a Bech32 prefix of at most 30 lower-case letters and digits that begins with a letter",
            "[a-z][a-z0-9]{0,29}");

    static final TextShape<Duration> DURATION = TextShape.of(
            "a duration from 0s to 1h, such as 500ms, 1s or 1m30s",
            DURATION_PATTERN,
            text -> duration(text, Duration.ZERO, Duration.ofHours(1), Texts.DURATION));

    /** ibc-go wants it positive (07-tendermint {@code ClientState.Validate}). */
    static final TextShape<Duration> CLOCK_DRIFT = TextShape.of(
            "a duration from 1ms to 1h, such as 10s",
            DURATION_PATTERN,
            text -> duration(text, Duration.ofMillis(1), Duration.ofHours(1), Texts.CLOCK_DRIFT));

    static final TextShape<Duration> TRUSTING_PERIOD = TextShape.of(
            "a duration from 1s to 36500d, such as 14d, 36h or 30s",
            "(?:[0-9]{1,9}(?:\\.[0-9]{1,9})?(?:ms|d|h|m|s)){1,8}",
            text -> duration(text, Duration.ofSeconds(1), Duration.ofDays(36_500), Texts.TRUSTING_PERIOD));

    /** ibc-go, 24-host {@code PortIdentifierValidator}. */
    static final TextShape<String> PORT =
            TextShape.of("a port of 2 to 128 letters, digits and ._+-#[]<>", "[a-zA-Z0-9._+\\-#\\[\\]<>]{2,128}");

    static final TextShape<String> CHANNEL_VERSION =
            TextShape.of("the version that the two modules speak, such as ics20-1", "[^\\u0000]{1,4096}");

    static final TextShape<List<CoinSpec>> COINS = TextShape.of(
            "coins such as 1000uatom, or up to 100 with commas between them",
            COIN_PATTERN + "(?: ?, ?" + COIN_PATTERN + "){0,99}",
            Texts::coins);

    static final TextShape<BinarySpec> EXECUTABLE =
            TextShape.of("the path of an executable", "[^\\u0000]+", text -> new BinarySpec.Executable(path(text)));

    static final TextShape<BinarySpec> GO = TextShape.of(
            "MODULE/PACKAGE@VERSION, or a folder that begins with ./, ../ or /",
            "\\.{1,2}|\\.{0,2}/[^\\u0000]*|[A-Za-z0-9][^@\\s\\u0000]*@[A-Za-z0-9][A-Za-z0-9._+/-]*",
            Texts::go);

    /** Names as crates.io takes them, versions as Semantic Versioning 2.0.0 writes them. */
    static final TextShape<BinarySpec.Crate> CRATE = TextShape.of(
            "NAME@VERSION with an exact version, such as ibc-relayer-cli@1.10.5",
            "[A-Za-z][A-Za-z0-9_-]{0,63}@[0-9]{1,9}\\.[0-9]{1,9}\\.[0-9]{1,9}(?:[-+][0-9A-Za-z.+-]{1,100})?",
            Texts::crate);

    static final TextShape<String> PROGRAM =
            TextShape.of("the name of a program of the crate", "[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}");

    static final TextShape<String> FEATURE =
            TextShape.of("the name of a feature of the crate", "[A-Za-z0-9_][A-Za-z0-9_+./-]{0,99}");

    static final TextShape<String> URL =
            TextShape.of("a URL that begins with https:// or http://", "https?://[^\\s\\u0000]+", Texts::url);

    static final TextShape<String> SHA256 = TextShape.of(
            "a SHA-256 checksum of 64 hexadecimal digits", "[0-9a-fA-F]{64}", text -> text.toLowerCase(Locale.ROOT));

    static final TextShape<String> MACHINE = TextShape.of(
            "an operating system and a processor in Go's words, such as linux/amd64 or darwin/arm64",
            "[a-z0-9]{1,20}/[a-z0-9]{1,20}");

    static final TextShape<String> RELEASE = TextShape.of(
            "a version of at most 100 letters, digits and .+_/- such as v28.0.0", "[A-Za-z0-9][A-Za-z0-9.+_/-]{0,99}");

    /** Where a program is within something; never outside of it. */
    static final TextShape<String> FILE = TextShape.of(
            "the name of a file, or its path within what holds it, without `..`", "[^\\u0000]+", Texts::file);

    /** What begins with a dash would be an option of {@code git}. */
    static final TextShape<String> REPOSITORY = TextShape.of(
            "a git repository, such as https://github.com/cosmos/gaia or ../gaia", "[^\\s\\u0000-][^\\s\\u0000]*");

    /** The characters of {@code git check-ref-format} that people use. */
    static final TextShape<String> REF = TextShape.of(
            "a tag, a branch or a full commit, such as v18.1.0 or main", "[A-Za-z0-9][A-Za-z0-9._/+@-]{0,199}");

    static final TextShape<String> COMMAND =
            TextShape.of("a shell command, such as make build", "[^\\u0000]*[^\\s\\u0000][^\\u0000]*");

    /** As the OCI distribution specification and Docker write them. */
    static final TextShape<String> IMAGE = TextShape.of(
            "the reference of an image in lower case, such as ghcr.io/org/chain:v1 or alpine@sha256:…",
            "(?:[A-Za-z0-9.-]{1,100}(?::[0-9]{1,5})?/)?[a-z0-9]+[a-z0-9._/-]{0,200}(?::[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?"
                + "(?:@sha256:[0-9a-f]{64})?");

    static final TextShape<String> IMAGE_TEMPLATE = TextShape.of(
            "the reference of an image in which {version} or {number} stands, such as ghcr.io/org/chain:{version}",
            "(?:[A-Za-z0-9.-]{1,100}(?::[0-9]{1,5})?/)?[a-z0-9]+[a-z0-9._/-]{0,200}:[A-Za-z0-9_.-]{0,100}"
                    + "\\{(?:version|number)\\}[A-Za-z0-9_.-]{0,100}");

    static final TextShape<Path> GENESIS_FILE = TextShape.of("the path of a genesis.json", "[^\\u0000]+", Texts::path);

    static final TextShape<String> POINTER = TextShape.of(
            "a JSON Pointer such as /app_state/gov/params/voting_period, with ~1 for a / and ~0 for a ~ in a name",
            "(?:/(?:[^~/\\u0000]|~[01])+){1,100}");

    static final TextShape<Duration> PERIOD = TextShape.of(
            "a duration from 1ms to 36500d, such as 10s, 1m30s or 14d",
            "(?:[0-9]{1,9}(?:\\.[0-9]{1,9})?(?:ms|d|h|m|s)){1,8}",
            text -> duration(text, Duration.ofMillis(1), Duration.ofDays(36_500), Texts.PERIOD));

    static final TextShape<Duration> AFTER_GENESIS = TextShape.of(
            "a duration from 0s to 36500d, such as 10s or 30d",
            "(?:[0-9]{1,9}(?:\\.[0-9]{1,9})?(?:ms|d|h|m|s)){1,8}",
            text -> duration(text, Duration.ZERO, Duration.ofDays(36_500), Texts.AFTER_GENESIS));

    /** Whether its checksum is right, and its prefix that of the chain, is asked later. */
    static final TextShape<String> ADDRESS =
            TextShape.of("an address in Bech32 such as cosmos1…", "[a-z][a-z0-9]{0,29}1[02-9ac-hj-np-z]{38,98}");

    static final TextShape<Path> ACCOUNTS_FILE =
            TextShape.of("the path of a file with an address and its coins on each line", "[^\\u0000]+", Texts::path);

    static final TextShape<Path> PATCH_FILE =
            TextShape.of("the path of a file with operations of JSON Patch", "[^\\u0000]+", Texts::path);

    static final TextShape<String> EPOCH =
            TextShape.of("the identifier of an epoch, such as day or stride_epoch", "[A-Za-z][A-Za-z0-9_-]{0,63}");

    static final TextShape<String> VARIABLE = TextShape.of(
            "the name of an environment variable of letters, digits and underscores", "[A-Za-z_][A-Za-z0-9_]{0,254}");

    static final TextShape<Template> VALUE = TextShape.of(
                    "text of at most 4096 characters", "[^\\u0000]{0,4096}", Texts::template)
            .acceptingIntegers();

    static final TextShape<Template> CONTENT =
            TextShape.of("the text of a file", "[^\\u0000]*", Texts::template).upTo(100_000);

    /** Where a companion has a file, in its home. */
    static final TextShape<String> FILE_NAME = TextShape.of(
            "the path of a file within its home, such as config/oracle.toml",
            "(?:(?!\\.{1,2}/)[A-Za-z0-9._-]{1,100}/){0,9}(?!\\.{1,2}$)[A-Za-z0-9._-]{1,100}");

    static final TextShape<String> NODE_NAME =
            TextShape.of("the name of a node, such as val1 or full1", "(?:val|full)[1-9][0-9]{0,2}");

    static final TextShape<String> NODE_OR_ALL =
            TextShape.of(NODE_NAME.allowed() + ", or all", NODE_NAME.pattern() + "|all");

    /** Its folder stands beside those that every node has. */
    static final TextShape<String> COMPANION_NAME =
            TextShape.of(NAME.allowed() + " and is neither `home` nor `logs`", "(?!home$|logs$)" + NAME.pattern());

    static final TextShape<String> SENTENCE = TextShape.of("text of 1 to 200 characters", "[^\\u0000]{1,200}");

    static final TextShape<String> TEMPLATE = TextShape.of(
            "MODULE/PACKAGE of a Go main package, in which {major} may stand", "[A-Za-z0-9][^@\\s\\u0000]*");

    private Texts() {}

    private static String url(String text) throws Refusal {
        Matcher named = PLACEHOLDER.matcher(text);
        while (named.find()) {
            if (!BinarySpec.Download.PLACEHOLDERS.contains(named.group(1))) {
                throw new Refusal("must have no names in braces but "
                        + Words.list(BinarySpec.Download.PLACEHOLDERS.stream()
                                .map(name -> "{" + name + "}")
                                .toList()));
            }
        }
        try {
            URI uri = new URI(PLACEHOLDER.matcher(text).replaceAll("x"));
            if (uri.getHost() == null) {
                throw new Refusal("must be a URL with a host, such as https://example.com/gaiad");
            }
            if (uri.getRawUserInfo() != null) {
                throw new Refusal("must be a URL without a user and a password, which would be written to logs");
            }
        } catch (URISyntaxException e) {
            throw new Refusal("must be a URL (" + e.getReason() + ")");
        }
        return text;
    }

    private static String file(String text) throws Refusal {
        boolean outside = List.of(text.split("/", -1)).contains("..");
        if (outside || text.isBlank() || text.endsWith("/")) {
            throw new Refusal("must be " + FILE.allowed());
        }
        return text;
    }

    private static BinarySpec.Crate crate(String text) {
        int at = text.indexOf('@');
        return new BinarySpec.Crate(text.substring(0, at), text.substring(at + 1));
    }

    private static String chainId(String text) throws Refusal {
        Matcher revision = REVISION.matcher(text);
        if (revision.matches() && new BigInteger(revision.group(1)).compareTo(LARGEST_REVISION) > 0) {
            throw new Refusal("must have a revision number (after the last dash) of at most 2^64 - 1");
        }
        return text;
    }

    private static Duration duration(String text, Duration least, Duration most, TextShape<Duration> shape)
            throws Refusal {
        BigDecimal nanos = BigDecimal.ZERO;
        Matcher part = DURATION_PART.matcher(text);
        while (part.find()) {
            nanos = nanos.add(new BigDecimal(part.group(1)).multiply(UNIT_NANOS.getOrDefault(part.group(2), nanos)));
        }
        // Compared before it is made a number of 64 bits, which holds 292 years.
        if (nanos.compareTo(BigDecimal.valueOf(least.toNanos())) < 0
                || nanos.compareTo(BigDecimal.valueOf(most.toNanos())) > 0) {
            throw new Refusal("must be " + shape.allowed());
        }
        return Duration.ofNanos(nanos.longValue());
    }

    private static List<CoinSpec> coins(String text) throws Refusal {
        List<CoinSpec> coins = new ArrayList<>();
        Set<String> denoms = new HashSet<>();
        for (String each : text.split(" ?, ?", -1)) {
            Matcher coin = COIN.matcher(each);
            if (!coin.matches()) {
                throw new Refusal("must be " + COINS.allowed());
            }
            BigInteger amount = new BigInteger(coin.group(1));
            if (amount.signum() == 0 || amount.compareTo(Numbers.LARGEST) > 0) {
                throw new Refusal("must have amounts from 1 to 2^256 - 1");
            }
            if (!denoms.add(coin.group(2))) {
                throw new Refusal("must name each denom once; " + Words.shorten(coin.group(2)) + " is there twice");
            }
            coins.add(new CoinSpec(amount, coin.group(2)));
        }
        return List.copyOf(coins);
    }

    private static BinarySpec go(String text) throws Refusal {
        if (text.startsWith(".") || text.startsWith("/")) {
            return new BinarySpec.GoFolder(path(text));
        }
        int at = text.indexOf('@');
        String module = text.substring(0, at);
        for (String element : module.split("/", -1)) {
            if (!element.matches("[A-Za-z0-9_~-][A-Za-z0-9._~-]*")) {
                throw new Refusal(
                        "must be a Go import path before the @, such as github.com/cosmos/gaia/v18/cmd/gaiad");
            }
        }
        if (!module.substring(0, (module + "/").indexOf('/')).contains(".")) {
            throw new Refusal("must begin with a host such as github.com; a folder begins with ./ or ../");
        }
        return new BinarySpec.GoModule(module, text.substring(at + 1));
    }

    private static Template template(String text) throws Refusal {
        try {
            return Template.of(text);
        } catch (IllegalArgumentException e) {
            throw new Refusal(String.valueOf(e.getMessage()));
        }
    }

    private static Path path(String text) throws Refusal {
        if (text.isBlank() || text.equals("~") || text.startsWith("~/")) {
            throw new Refusal("must be a path from this file's folder or from /; a ~ is not expanded");
        }
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new Refusal("must be a path that this machine understands (" + e.getReason() + ")");
        }
    }
}
