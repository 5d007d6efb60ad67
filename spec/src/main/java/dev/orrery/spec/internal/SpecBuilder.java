package dev.orrery.spec.internal;

import dev.orrery.spec.AccountKeys;
import dev.orrery.spec.AccountSpec;
import dev.orrery.spec.BinarySpec;
import dev.orrery.spec.ChainSpec;
import dev.orrery.spec.ChannelSpec;
import dev.orrery.spec.CoinSpec;
import dev.orrery.spec.ConsumerSpec;
import dev.orrery.spec.DenomMetadata;
import dev.orrery.spec.GenesisEdits;
import dev.orrery.spec.GenesisOperation;
import dev.orrery.spec.KeyAlgorithm;
import dev.orrery.spec.NetworkSpec;
import dev.orrery.spec.PathSpec;
import dev.orrery.spec.RelayerSpec;
import dev.orrery.spec.VestingSpec;
import dev.orrery.spec.internal.Lists.Some;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** Makes the records of a file without problems: fills in the defaults and resolves paths. */
final class SpecBuilder {
    private static final int LONGEST_NAME = 40;

    private final Path folder;

    /**
     * @param folder the absolute folder of the file
     */
    SpecBuilder(Path folder) {
        this.folder = folder;
    }

    NetworkSpec build(Bound network) {
        String name = network.get(Format.NAME).orElseGet(this::folderName);
        Map<String, Located<Bound>> all = network.require(Format.CHAINS);
        List<ChainSpec> chains = all.entrySet().stream()
                .map(entry -> chain(entry.getKey(), value(entry.getValue()), all))
                .toList();
        List<PathSpec> paths = network.require(Format.PATHS).stream()
                .map(path -> path(value(path)))
                .toList();
        return new NetworkSpec(
                name,
                network.get(Format.SEED).orElse(name),
                chains,
                ConsumerPaths.complete(chains, paths),
                KubernetesFormat.build(network));
    }

    static String chainId(String name, Bound chain) {
        return chain.get(Format.CHAIN_ID).orElse(name + "-1");
    }

    private ChainSpec chain(String name, Bound chain, Map<String, Located<Bound>> all) {
        Map<String, AccountSpec> accounts = new LinkedHashMap<>();
        chain.require(Format.ACCOUNTS).forEach((account, bound) -> accounts.put(account, account(value(bound))));
        return new ChainSpec(
                name,
                chainId(name, chain),
                chain.get(Format.FROM_CATALOG).orElseGet(() -> binary(chain.require(Format.BINARY))),
                chain.has(Format.CONSUMER_OF)
                        ? consumerStakes(
                                chain, value(Objects.requireNonNull(all.get(chain.require(Format.CONSUMER_OF)))))
                        : stakes(chain),
                chain.require(Format.VALIDATORS).require(Format.CREATED).intValueExact(),
                chain.require(Format.FULL_NODES).intValueExact(),
                chain.get(Format.CONSUMER_OF)
                        .map(provider -> new ConsumerSpec(
                                provider,
                                chain.get(Format.CONSUMER_KEYS).orElse(ConsumerSpec.Keys.SAME),
                                chain.get(Format.CONSUMER_LAUNCH).orElse(ConsumerSpec.Launch.GENESIS)))
                        .or(() -> chain.get(Format.CONSUMER)),
                chain.require(Format.DENOM),
                chain.get(Format.PREFIX),
                chain.require(Format.COIN_TYPE).intValueExact(),
                keys(chain),
                chain.require(Format.POWER_REDUCTION),
                chain.require(Format.PROFILE),
                chain.has(Format.BLOCK_TIME)
                        ? chain.require(Format.BLOCK_TIME)
                        : chain.require(Format.PROFILE).blockTime(),
                chain.require(Format.GAS_PRICE),
                accounts,
                GenesisChecker.merged(chain).orElseThrow().deepCopy(),
                genesisEdits(chain),
                config(chain),
                new ExtrasBuilder(this::binary).build(chain));
    }

    /** Of a chain of a network, or of the catalog. */
    static AccountKeys keys(Bound chain) {
        KeyAlgorithm algorithm = chain.require(Format.KEYS);
        return new AccountKeys(algorithm, chain.get(Format.KEY_TYPE).orElse(algorithm.typeUrl()));
    }

    private static AccountSpec account(Bound account) {
        List<CoinSpec> coins = account.require(AccountFormat.COINS);
        return new AccountSpec(
                coins,
                account.get(AccountFormat.VESTING)
                        .map(vesting -> new VestingSpec(
                                vesting.require(AccountFormat.KIND),
                                vesting.get(AccountFormat.LOCKED).orElse(coins),
                                vesting.get(AccountFormat.START).orElse(Duration.ZERO),
                                vesting.get(AccountFormat.END).orElse(Duration.ZERO))),
                account.get(AccountFormat.ADDRESS));
    }

    private GenesisEdits genesisEdits(Bound chain) {
        Optional<Bound> params = chain.get(GenesisFormat.PARAMS);
        return new GenesisEdits(
                chain.get(GenesisFormat.FILE).map(file -> folder.resolve(file).normalize()),
                params.flatMap(bound -> bound.get(GenesisFormat.VOTING_PERIOD)),
                params.flatMap(bound -> bound.get(GenesisFormat.INFLATION)),
                epochs(params),
                metadata(chain),
                chain.get(GenesisFormat.ACCOUNTS_FILE)
                        .map(file -> BesideFiles.balances(folder.resolve(file).normalize()))
                        .orElse(List.of()),
                Stream.concat(
                                chain.get(GenesisFormat.PATCH_FILE).stream()
                                        .flatMap(file -> BesideFiles.patch(
                                                folder.resolve(file).normalize())
                                                .stream()),
                                chain.require(GenesisFormat.PATCH).stream())
                        .map(SpecBuilder::value)
                        .map(operation -> new GenesisOperation(
                                operation.require(GenesisFormat.OP),
                                operation.require(GenesisFormat.AT),
                                operation.get(GenesisFormat.VALUE).orElse(Schemas.nothing())))
                        .toList());
    }

    private static Map<String, Duration> epochs(Optional<Bound> params) {
        Map<String, Duration> epochs = new LinkedHashMap<>();
        params.flatMap(bound -> bound.get(GenesisFormat.EPOCHS))
                .ifPresent(all -> all.forEach((name, duration) -> epochs.put(name, value(duration))));
        return epochs;
    }

    private static List<DenomMetadata> metadata(Bound chain) {
        List<DenomMetadata> all = new ArrayList<>();
        chain.get(GenesisFormat.METADATA)
                .ifPresent(denoms -> denoms.forEach((base, located) -> {
                    Bound denom = value(located);
                    String display = denom.require(GenesisFormat.DISPLAY);
                    all.add(new DenomMetadata(
                            base,
                            display,
                            denom.require(GenesisFormat.DECIMALS).intValueExact(),
                            denom.get(GenesisFormat.TITLE)
                                    .orElse(display.substring(0, 1).toUpperCase(Locale.ROOT) + display.substring(1)),
                            denom.get(GenesisFormat.SYMBOL).orElse(display.toUpperCase(Locale.ROOT))));
                }));
        return all;
    }

    static String defaultName(Bound path) {
        List<Located<String>> ends = path.require(PathFormat.BETWEEN);
        return PathSpec.defaultName(value(ends.get(0)), value(ends.get(1)));
    }

    /** The channel's name; empty where it cannot be told for what is wrong elsewhere. */
    static Optional<String> channelName(Bound channel) {
        if (channel.has(PathFormat.CHANNEL_NAME)) {
            return channel.get(PathFormat.CHANNEL_NAME);
        }
        return channel.has(PathFormat.PORT)
                ? channel.get(PathFormat.PORT)
                : channel.get(PathFormat.PORTS)
                        .flatMap(ports -> ports.getFirst().value());
    }

    private PathSpec path(Bound path) {
        List<Located<String>> ends = path.require(PathFormat.BETWEEN);
        return new PathSpec(
                path.get(PathFormat.NAME).orElseGet(() -> defaultName(path)),
                value(ends.get(0)),
                value(ends.get(1)),
                path.require(PathFormat.CHANNELS).stream()
                        .map(channel -> channel(value(channel)))
                        .toList(),
                path.require(PathFormat.OPEN),
                path.require(PathFormat.RELAYER).items().stream()
                        .flatMap(relayer -> relayer(value(relayer)).stream())
                        .toList(),
                path.get(PathFormat.TRUSTING_PERIOD),
                path.require(PathFormat.CLOCK_DRIFT),
                path.require(PathFormat.IBC));
    }

    private static ChannelSpec channel(Bound channel) {
        List<String> ports = channel.has(PathFormat.PORT)
                ? Collections.nCopies(2, channel.require(PathFormat.PORT))
                : channel.require(PathFormat.PORTS).stream()
                        .map(SpecBuilder::value)
                        .toList();
        return new ChannelSpec(
                channelName(channel).orElseThrow(),
                ports.get(0),
                ports.get(1),
                channel.get(PathFormat.CHANNEL_VERSION).orElse(ChannelSpec.TRANSFER_VERSION),
                channel.require(PathFormat.ORDERING));
    }

    private Optional<RelayerSpec> relayer(Bound relayer) {
        return relayer.require(PathFormat.KIND)
                .map(kind -> new RelayerSpec(
                        kind,
                        relayer.get(PathFormat.RELAYER_BINARY).map(this::binary),
                        relayer.require(PathFormat.BACKUP)));
    }

    private BinarySpec binary(Bound binary) {
        BinarySpec source = binary.get(BinaryFormat.PATH)
                .or(() -> binary.get(BinaryFormat.GO).map(go -> withCgo(go, binary)))
                .or(() -> binary.get(BinaryFormat.URL).map(url -> download(url, binary)))
                .or(() -> binary.get(BinaryFormat.GIT).map(repository -> git(repository, binary)))
                .or(() -> binary.get(BinaryFormat.IMAGE)
                        .map(image -> new BinarySpec.Image(image, binary.get(BinaryFormat.FILE))))
                .orElseGet(() -> crate(binary));
        return switch (source) {
            case BinarySpec.Executable file ->
                new BinarySpec.Executable(folder.resolve(file.path()).normalize());
            case BinarySpec.GoFolder go ->
                new BinarySpec.GoFolder(folder.resolve(go.folder()).normalize(), go.cgo());
            case BinarySpec.GoModule module -> module;
            case BinarySpec.Crate crate -> crate;
            case BinarySpec.Download download -> download;
            case BinarySpec.Git git -> git;
            case BinarySpec.Image image -> image;
        };
    }

    /** A source of {@code go:} with what stands beside it. */
    static BinarySpec withCgo(BinarySpec source, Bound binary) {
        boolean cgo = binary.require(BinaryFormat.CGO);
        return switch (source) {
            case BinarySpec.GoModule module -> new BinarySpec.GoModule(module.packagePath(), module.version(), cgo);
            case BinarySpec.GoFolder go -> new BinarySpec.GoFolder(go.folder(), cgo);
            default -> source;
        };
    }

    private BinarySpec git(String repository, Bound binary) {
        boolean folderHere = repository.startsWith("./") || repository.startsWith("../");
        return new BinarySpec.Git(
                folderHere ? folder.resolve(repository).normalize().toString() : repository,
                binary.require(BinaryFormat.REF),
                binary.require(BinaryFormat.BUILD),
                binary.require(BinaryFormat.BUILT));
    }

    private static BinarySpec download(String url, Bound binary) {
        return new BinarySpec.Download(
                url,
                binary.require(BinaryFormat.SHA256),
                binary.get(BinaryFormat.VERSION),
                binary.get(BinaryFormat.FILE));
    }

    private static BinarySpec crate(Bound binary) {
        BinarySpec.Crate crate = binary.require(BinaryFormat.CRATE);
        List<String> features = binary.get(BinaryFormat.FEATURES).orElse(List.of()).stream()
                .map(SpecBuilder::value)
                .toList();
        return new BinarySpec.Crate(crate.name(), crate.version(), binary.get(BinaryFormat.BIN), features);
    }

    private static List<BigInteger> stakes(Bound chain) {
        Some<BigInteger> stake = chain.require(Format.STAKE);
        if (stake.listed()) {
            return stake.items().stream().map(SpecBuilder::value).toList();
        }
        int number = validators(chain.require(Format.VALIDATORS)).orElseThrow();
        return Collections.nCopies(number, value(stake.items().getFirst()));
    }

    /** The power that each of the provider's validators of genesis has there, as a stake of this chain would give it. */
    private static List<BigInteger> consumerStakes(Bound chain, Bound provider) {
        BigInteger reduction = provider.require(Format.POWER_REDUCTION);
        int created =
                provider.require(Format.VALIDATORS).require(Format.CREATED).intValueExact();
        List<BigInteger> all = stakes(provider);
        return all.subList(0, all.size() - created).stream()
                .map(stake -> stake.divide(reduction).multiply(chain.require(Format.POWER_REDUCTION)))
                .toList();
    }

    /** How many validators there are, in genesis and later; empty where that is wrong. */
    static Optional<Integer> validators(Bound validators) {
        return validators
                .get(Format.IN_GENESIS)
                .flatMap(first ->
                        validators.get(Format.CREATED).map(later -> first.intValueExact() + later.intValueExact()));
    }

    private static Map<String, ObjectNode> config(Bound chain) {
        Map<String, ObjectNode> files = new LinkedHashMap<>();
        chain.get(Format.CONFIG)
                .ifPresent(config -> Format.CONFIG_FILES.forEach(
                        file -> config.get(file).ifPresent(content -> files.put(file.name(), content))));
        return files;
    }

    /** The folder's name made into a valid one: {@code My Net_2} becomes {@code my-net-2}. */
    private String folderName() {
        Path last = folder.getFileName();
        String name = (last == null ? "" : last.toString())
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^[^a-z]+|-+$", "");
        String fitting = name.substring(0, Math.min(name.length(), LONGEST_NAME));
        return fitting.isEmpty() ? "network" : fitting;
    }

    private static <T> T value(Located<T> located) {
        return located.value().orElseThrow();
    }
}
