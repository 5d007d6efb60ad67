package dev.orrery.spec.internal;

import dev.orrery.spec.BinarySpec;
import dev.orrery.spec.ConsumerSpec;
import dev.orrery.spec.KeyAlgorithm;
import dev.orrery.spec.NetworkSpec;
import dev.orrery.spec.Profile;
import dev.orrery.spec.internal.Lists.Many;
import dev.orrery.spec.internal.Lists.OneOrMany;
import dev.orrery.spec.internal.Lists.Some;
import dev.orrery.spec.internal.Numbers.Decimal;
import dev.orrery.spec.internal.Numbers.Whole;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The format of {@code network.yaml}, version 1: every key with its shape, default and meaning. The reader and the JSON
 * Schema both follow from this table.
 */
public final class Format {
    static final int MOST_VALIDATORS = 100;

    private static final BigInteger MILLION = BigInteger.valueOf(1_000_000);
    private static final BigInteger BILLION = BigInteger.valueOf(1_000_000_000);

    static final Key<String> KIND = Key.optional(
            "chain", Texts.CHAIN_REFERENCE, "A kind of chain that the catalog knows: osmosis, or a file in chains/.");
    static final Key<String> CHAIN_VERSION = Key.optional(
            "version",
            Texts.RELEASE.acceptingIntegers(),
            "With `chain`: the version of it, as its releases are called.");
    static final Key<Map<String, String>> CHAIN_SHA256 = Key.optional(
            "sha256",
            new Checksums(),
            "With `chain`: the checksum of the release file; without one, a kind of chain that has releases is taken"
                    + " out of its image.");
    static final Key<Bound> BINARY = Key.optional(
            "binary",
            BinaryFormat.SOURCE,
            "Where the chain's binary comes from: exactly one source. Required unless `chain` tells.");

    /** Where the catalog decided it; not a key that can be written. */
    static final Key<BinarySpec> FROM_CATALOG = Key.optional("\u0000binary", Texts.GO, "");

    static final Key<String> CHAIN_ID = Key.optional(
            "chainId",
            Texts.CHAIN_ID,
            "The chain ID, by default the chain's name and -1. The number after the last dash is the revision number of"
                    + " IBC heights.");
    static final Key<BigInteger> IN_GENESIS = Key.optional(
                    "inGenesis", Whole.between(1, MOST_VALIDATORS), "How many validators are in genesis.")
            .withDefault(BigInteger.ONE, Schemas.number(BigInteger.ONE));
    static final Key<BigInteger> CREATED = Key.optional(
                    "created",
                    Whole.between(0, MOST_VALIDATORS - 1),
                    "How many start as full nodes, catch up, and are made validators by a MsgCreateValidator.")
            .withDefault(BigInteger.ZERO, Schemas.number(BigInteger.ZERO));
    static final Key<Bound> VALIDATORS = Key.optional(
                    "validators",
                    new ShortOrFull(
                            "a whole number from 1 to " + MOST_VALIDATORS
                                    + ", or a mapping whose keys are among inGenesis and created",
                            IN_GENESIS,
                            Keyed.of(IN_GENESIS, CREATED)),
                    "How many validators there are, all in genesis or some made after the start; by default as many as"
                            + " `stake` lists, else 1.")
            .withDefault(new Bound(new Place(1, 1, ""), Map.of()), Schemas.number(BigInteger.ONE));
    static final Key<BigInteger> FULL_NODES = Key.optional(
                    "fullNodes",
                    Whole.between(0, MOST_VALIDATORS),
                    "How many nodes follow the chain without being validators.")
            .withDefault(BigInteger.ZERO, Schemas.number(BigInteger.ZERO));
    static final Key<Some<BigInteger>> STAKE = Key.optional(
                    "stake",
                    new OneOrMany<>(
                            Whole.positive(),
                            new Many<>(
                                    "a list with one such number for each validator",
                                    Whole.positive(),
                                    1,
                                    MOST_VALIDATORS)),
                    "The self-delegation of every validator, in `denom`, or a list with one for each validator; at"
                            + " least `powerReduction`.")
            .withDefault(
                    new Some<>(false, List.of(new Located<>(new Place(1, 1, ""), Optional.of(BILLION)))),
                    Schemas.number(BILLION));
    static final Key<ConsumerSpec> CONSUMER = Key.optional(
            "consumer",
            Choice.of(List.of(Map.entry("standalone", ConsumerSpec.STANDALONE))),
            "standalone: a consumer chain whose genesis holds its validators, of a provider that is not there.");
    static final Key<String> CONSUMER_OF = Key.optional(
            "consumerOf",
            Texts.CHAIN_REFERENCE,
            "The provider: the chain of this network whose validators run this one (Interchain Security).");
    static final Key<ConsumerSpec.Keys> CONSUMER_KEYS = Key.optional(
            "consumerKeys",
            Choice.of(List.of(
                    Map.entry(ConsumerSpec.Keys.SAME.label(), ConsumerSpec.Keys.SAME),
                    Map.entry(ConsumerSpec.Keys.ASSIGNED.label(), ConsumerSpec.Keys.ASSIGNED))),
            "What the provider's validators sign this chain with: the same keys (the default), or others that they"
                    + " assigned.");
    static final Key<ConsumerSpec.Launch> CONSUMER_LAUNCH = Key.optional(
            "consumerLaunch",
            Choice.of(Arrays.stream(ConsumerSpec.Launch.values())
                    .map(launch -> Map.entry(launch.label(), launch))
                    .toList()),
            "How it becomes a consumer: in the first block of both chains (genesis, the default), by transactions on"
                    + " the running provider (transactions), or by the same ones when a test asks for it (later).");
    static final Key<String> DENOM = Key.optional(
                    "denom",
                    Texts.DENOM,
                    "The staking and fee denom; it replaces the binary's own default everywhere in genesis.")
            .withDefault("stake", Schemas.text("stake"));
    static final Key<String> PREFIX = Key.optional(
            "prefix", Texts.PREFIX, "The Bech32 prefix of account addresses; by default the binary is asked.");
    static final Key<BigInteger> COIN_TYPE = Key.optional(
                    "coinType",
                    Whole.between(0, Integer.MAX_VALUE),
                    "The SLIP-44 coin type of account keys (BIP-44 path m/44'/<coinType>'/0'/0/0).")
            .withDefault(BigInteger.valueOf(118), Schemas.number(BigInteger.valueOf(118)));
    static final Key<KeyAlgorithm> KEYS = Key.optional(
                    "keys",
                    Choice.of(List.of(
                            Map.entry(KeyAlgorithm.SECP256K1.label(), KeyAlgorithm.SECP256K1),
                            Map.entry(KeyAlgorithm.ETH_SECP256K1.label(), KeyAlgorithm.ETH_SECP256K1))),
                    "The algorithm of account keys; eth_secp256k1 on EVM chains, mostly with coinType 60.")
            .withDefault(KeyAlgorithm.SECP256K1, Schemas.text(KeyAlgorithm.SECP256K1.label()));
    static final Key<String> KEY_TYPE = Key.optional(
            "keyType",
            Texts.TYPE_URL,
            "With eth_secp256k1: the protobuf type of accounts' public keys, by default "
                    + KeyAlgorithm.ETH_SECP256K1.typeUrl() + ".");
    static final Key<BigInteger> POWER_REDUCTION = Key.optional(
                    "powerReduction",
                    Whole.positive(),
                    "How much stake gives one unit of voting power: the binary's sdk.DefaultPowerReduction.")
            .withDefault(MILLION, Schemas.number(MILLION));
    static final Key<Profile> PROFILE = Key.optional(
                    "profile",
                    Choice.of(List.of(
                            Map.entry(Profile.FAST.label(), Profile.FAST),
                            Map.entry(Profile.REALISTIC.label(), Profile.REALISTIC))),
                    "What settings are chosen for that the file does not give: quick tests, or likeness to real"
                            + " networks.")
            .withDefault(Profile.FAST, Schemas.text(Profile.FAST.label()));
    static final Key<Duration> BLOCK_TIME = Key.optional(
                    "blockTime",
                    Texts.DURATION,
                    "CometBFT's timeout_commit: the pause between a commit and the next height; 5s with the profile"
                            + " realistic.")
            .withDefault(Duration.ofMillis(100), Schemas.text("100ms"));
    static final Key<BigDecimal> GAS_PRICE = Key.optional(
                    "gasPrice", new Decimal(), "The smallest price of one unit of gas that nodes accept, in `denom`.")
            .withDefault(new BigDecimal("0.025"), Schemas.number(new BigDecimal("0.025")));
    static final Key<Map<String, Located<Bound>>> ACCOUNTS = Key.optional(
                    "accounts",
                    new Named<>("a mapping from account names to coins", Texts.ACCOUNT_NAME, AccountFormat.ACCOUNT, 0),
                    "Accounts with a balance at genesis, by name: { alice: 1000uatom, bob: \"5uatom,7ufoo\" }.")
            .withDefault(Map.of(), Schemas.empty());
    static final Key<ObjectNode> GENESIS = Key.optional(
                    "genesis",
                    Free.without(Map.of(
                            "chain_id", "`chainId` of the chain decides it",
                            "genesis_time", "it is chosen when the network starts",
                            "initial_height", "chains begin at height 1",
                            "validators", "`validators` and `stake` of the chain decide them")),
                    "Merged into the binary's default genesis (RFC 7396), before what Orrery computes.")
            .withDefault(Schemas.empty(), Schemas.empty());

    private static final Free ANY = Free.without(Map.of());
    static final List<Key<ObjectNode>> CONFIG_FILES = List.of(
            Key.optional("config.toml", ANY, "Merged into the CometBFT configuration."),
            Key.optional("app.toml", ANY, "Merged into the application's configuration."),
            Key.optional("client.toml", ANY, "Merged into the configuration of the binary's own commands."));
    static final Key<Bound> CONFIG = Key.optional(
            "config",
            new Keyed(List.copyOf(CONFIG_FILES), false),
            "Merged into the node's configuration files, by file name; wins over Orrery's settings except addresses and"
                    + " ports.");

    static final Shape<Bound> CHAIN = new AtLeastOne(
            Keyed.of(
                    KIND,
                    CHAIN_VERSION,
                    CHAIN_SHA256,
                    BINARY,
                    CHAIN_ID,
                    VALIDATORS,
                    FULL_NODES,
                    STAKE,
                    CONSUMER,
                    CONSUMER_OF,
                    CONSUMER_KEYS,
                    CONSUMER_LAUNCH,
                    DENOM,
                    PREFIX,
                    COIN_TYPE,
                    KEYS,
                    KEY_TYPE,
                    POWER_REDUCTION,
                    PROFILE,
                    BLOCK_TIME,
                    GAS_PRICE,
                    ACCOUNTS,
                    GenesisFormat.ACCOUNTS_FILE,
                    GENESIS,
                    GenesisFormat.FILE,
                    GenesisFormat.PARAMS,
                    GenesisFormat.METADATA,
                    GenesisFormat.PATCH,
                    GenesisFormat.PATCH_FILE,
                    CONFIG,
                    ExtrasFormat.ENV,
                    ExtrasFormat.START_ARGS,
                    ExtrasFormat.COMPANIONS),
            List.of(BINARY, KIND));

    static final Key<BigInteger> VERSION = Key.required(
            "version",
            new Whole(
                    String.valueOf(NetworkSpec.VERSION),
                    BigInteger.valueOf(NetworkSpec.VERSION),
                    BigInteger.valueOf(NetworkSpec.VERSION)),
            "The version of this format.");
    static final Key<String> NAME = Key.optional(
            "name", Texts.NAME, "The network's name; keys follow from it. By default the name of this file's folder.");
    static final Key<String> SEED =
            Key.optional("seed", Texts.SEED, "What all keys are derived from; by default the name.");
    static final Key<Map<String, Located<Bound>>> CHAINS = Key.required(
            "chains",
            new Named<>("a mapping from chain names to chains, with at least one", Texts.CHAIN_NAME, CHAIN, 1),
            "The chains, by name.");
    static final Key<List<Located<Bound>>> PATHS = Key.optional(
                    "paths",
                    new Many<>("a list of paths such as - between: [hub, zone]", PathFormat.PATH, 0, Integer.MAX_VALUE),
                    "Pairs of chains joined by IBC: a client on each side, one connection, and channels; by default"
                            + " one transfer channel, open at genesis and relayed.")
            .withDefault(List.of(), JsonNodeFactory.instance.arrayNode());

    static final Keyed NETWORK = Keyed.of(VERSION, NAME, SEED, CHAINS, PATHS, KubernetesFormat.KUBERNETES);

    private Format() {}

    /** The format as JSON Schema (draft 2020-12). */
    public static ObjectNode schema() {
        ObjectNode schema = Schemas.empty()
                .put("$schema", "https://json-schema.org/draft/2020-12/schema")
                .put("title", "Orrery network")
                .put("description", "A network of Cosmos chains, as network.yaml describes it (version 1).");
        schema.setAll(NETWORK.schema());
        return schema;
    }
}
