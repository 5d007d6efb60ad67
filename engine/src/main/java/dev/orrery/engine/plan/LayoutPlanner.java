package dev.orrery.engine.plan;

import dev.orrery.base.Failure;
import dev.orrery.base.InvalidInputException;
import dev.orrery.client.keys.AccountKey;
import dev.orrery.client.keys.HdPath;
import dev.orrery.client.keys.KeyFormat;
import dev.orrery.client.keys.Mnemonic;
import dev.orrery.engine.plan.internal.Companions;
import dev.orrery.engine.plan.internal.PathPlanner;
import dev.orrery.engine.plan.internal.ProtoDurations;
import dev.orrery.engine.plan.internal.SeededKeys;
import dev.orrery.ibc.ValidatorSet;
import dev.orrery.spec.ChainSpec;
import dev.orrery.spec.CoinSpec;
import dev.orrery.spec.CompanionSpec;
import dev.orrery.spec.ConsumerSpec;
import dev.orrery.spec.NetworkSpec;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/** The first step of the plan: a pure function from the spec, the placement and the genesis time to the layout. */
public final class LayoutPlanner {
    /** The account that pays whenever a test asks for funds. */
    public static final String FAUCET = "faucet";

    /** What the faucet holds, in units of voting power of the staking denom: beyond what tests spend. */
    private static final BigInteger FAUCET_POWER = BigInteger.valueOf(1_000_000_000);
    /** What operators hold beside their stake, in the same unit: enough for fees and delegations. */
    private static final BigInteger OPERATOR_POWER = BigInteger.valueOf(1_000);
    /** The SDK's default, x/staking {@code DefaultUnbondingTime}. */
    private static final Duration DEFAULT_UNBONDING = Duration.ofDays(21);

    private static final String UNBONDING = "app_state.staking.params.unbonding_time";
    private static final String CONSUMER_UNBONDING = "app_state.ccvconsumer.params.unbonding_period";

    private LayoutPlanner() {}

    /** The nodes that a spec asks for, chain by chain; the first of a chain runs its {@code init-chain}. */
    public static List<NodeId> nodes(NetworkSpec spec) {
        return spec.chains().stream()
                .flatMap(chain -> nodeNames(chain).map(node -> new NodeId(chain.name(), node)))
                .toList();
    }

    /** The nodes that serve Ethereum's clients, and need {@link JsonRpcPorts} for that. */
    public static List<NodeId> jsonRpcNodes(NetworkSpec spec) {
        return spec.chains().stream()
                .filter(ChainSpec::servesJsonRpc)
                .flatMap(chain -> nodeNames(chain).map(node -> new NodeId(chain.name(), node)))
                .toList();
    }

    /** The companions that a spec asks for, node by node, with how many ports each needs. */
    public static Map<CompanionId, Integer> companions(NetworkSpec spec) {
        Map<CompanionId, Integer> companions = new LinkedHashMap<>();
        for (ChainSpec chain : spec.chains()) {
            nodeNames(chain)
                    .forEach(node -> chain.extras().companions().stream()
                            .filter(companion -> companion.isBeside(node))
                            .forEach(companion -> companions.put(
                                    new CompanionId(new NodeId(chain.name(), node), companion.name()),
                                    companion.ports().size())));
        }
        return companions;
    }

    /**
     * Computes the layout.
     *
     * @param placement has an address for each of {@link #nodes}
     * @param genesisTime cut to whole seconds, since CometBFT and light clients must agree on every digit
     */
    public static Layout layout(NetworkSpec spec, Placement placement, Instant genesisTime) {
        SeededKeys keys = new SeededKeys(spec.name(), spec.seed());
        Map<String, ChainSpec> byName =
                spec.chains().stream().collect(Collectors.toMap(ChainSpec::name, Function.identity()));
        List<PathLayout> paths = new PathPlanner(
                        chain -> unbonding(Objects.requireNonNull(byName.get(chain)), byName),
                        (chain, name) -> relayerAccount(Objects.requireNonNull(byName.get(chain)), name, keys))
                .plan(spec);
        List<ChainLayout> chains = spec.chains().parallelStream()
                .map(chain -> withLaunches(chain(chain, unbonding(chain, byName), keys, placement, paths), spec, keys))
                .toList();
        return new Layout(spec.name(), genesisTime.truncatedTo(ChronoUnit.SECONDS), chains, paths);
    }

    private static ChainLayout chain(
            ChainSpec chain, Duration unbonding, SeededKeys keys, Placement placement, List<PathLayout> paths) {
        List<String> names = nodeNames(chain).toList();
        List<NodeLayout> nodes = IntStream.range(0, names.size())
                .parallel()
                .mapToObj(i -> node(chain, i, new NodeId(chain.name(), names.get(i)), keys, placement))
                .toList();
        List<AccountLayout> accounts = new ArrayList<>();
        chain.accounts().forEach((name, account) -> {
            if (account.address().isEmpty()) {
                accounts.add(account(chain, name, account.coins(), keys));
            }
        });
        accounts.add(account(chain, FAUCET, faucetBalance(chain), keys));
        List<PathEnd> ends = paths.stream()
                .flatMap(PathLayout::ends)
                .filter(end -> end.chain().equals(chain.name()))
                .toList();
        ends.forEach(end -> accounts.addAll(end.relayers()));
        ValidatorSet validators = new ValidatorSet(nodes.stream()
                .filter(NodeLayout::inGenesis)
                .map(node -> new ValidatorSet.Validator(
                        node.consensusKey().publicKey(),
                        node.stake().divide(chain.powerReduction()).longValueExact()))
                .toList());
        return new ChainLayout(chain, nodes, accounts, unbonding, validators.hashHex(), ends);
    }

    /** The account of the relayer on each path that a launch will open has to be in genesis: nobody can pay it later. */
    private static ChainLayout withLaunches(ChainLayout chain, NetworkSpec network, SeededKeys keys) {
        List<AccountLayout> accounts = new ArrayList<>(chain.accounts());
        network.chains().stream()
                .filter(ChainSpec::isLaunched)
                .filter(consumer -> consumer.name().equals(chain.name())
                        || consumer.consumer().orElseThrow().provider().equals(chain.name()))
                .map(consumer -> LaunchPlanner.relayer(consumer))
                .forEach(name -> accounts.add(relayerAccount(chain.spec(), name, keys)));
        return new ChainLayout(
                chain.spec(), chain.nodes(), accounts, chain.unbonding(), chain.validatorsHash(), chain.ends());
    }

    private static NodeLayout node(ChainSpec chain, int index, NodeId id, SeededKeys keys, Placement placement) {
        boolean validator = index < chain.validators();
        BigInteger stake = validator ? chain.stakes().get(index) : BigInteger.ZERO;
        BigInteger liquid = chain.powerReduction().multiply(OPERATOR_POWER);
        List<CoinSpec> balance = List.of(new CoinSpec(stake.add(liquid), chain.denom()));
        NodeLayout.Role later = validator ? NodeLayout.Role.CREATED_VALIDATOR : NodeLayout.Role.FULL_NODE;
        return new NodeLayout(
                id,
                index < chain.inGenesis() ? NodeLayout.Role.GENESIS_VALIDATOR : later,
                stake,
                validator ? Optional.of(account(chain, id.node(), balance, keys)) : Optional.empty(),
                keys.consensus(signsAs(chain), id.node()),
                keys.node(id.chain(), id.node()),
                placement.of(id),
                chain.extras().companions().stream()
                        .filter(companion -> companion.isBeside(id.node()))
                        .collect(Collectors.toMap(
                                CompanionSpec::name,
                                companion -> Companions.named(
                                        companion, placement.of(new CompanionId(id, companion.name()))))));
    }

    /** The chain whose consensus keys a chain's nodes have: a consumer's validators sign as on the provider, or not. */
    private static String signsAs(ChainSpec chain) {
        return chain.secured()
                .filter(consumer -> consumer.keys() == ConsumerSpec.Keys.SAME)
                .map(ConsumerSpec::provider)
                .orElse(chain.name());
    }

    private static AccountLayout account(ChainSpec chain, String name, List<CoinSpec> balance, SeededKeys keys) {
        Mnemonic mnemonic = keys.account(chain.name(), name);
        AccountKey key = AccountKey.fromMnemonic(
                mnemonic,
                HdPath.ofCoinType(chain.coinType()),
                KeyFormat.ofAccounts(chain.keys().typeUrl()));
        return new AccountLayout(name, mnemonic, key, balance);
    }

    /** A relayer pays fees, in the staking denom, as much as the faucet could. */
    private static AccountLayout relayerAccount(ChainSpec chain, String name, SeededKeys keys) {
        BigInteger amount = chain.powerReduction().multiply(FAUCET_POWER);
        return account(chain, name, List.of(new CoinSpec(amount, chain.denom())), keys);
    }

    /** The faucet holds every denom that anybody on the chain holds. */
    private static List<CoinSpec> faucetBalance(ChainSpec chain) {
        TreeSet<String> denoms = new TreeSet<>(List.of(chain.denom()));
        chain.accounts().values().forEach(account -> account.coins().forEach(coin -> denoms.add(coin.denom())));
        BigInteger amount = chain.powerReduction().multiply(FAUCET_POWER);
        return denoms.stream().map(denom -> new CoinSpec(amount, denom)).toList();
    }

    private static java.util.stream.Stream<String> nodeNames(ChainSpec chain) {
        return java.util.stream.Stream.concat(
                IntStream.rangeClosed(1, chain.validators()).mapToObj(i -> "val" + i),
                IntStream.rangeClosed(1, chain.fullNodes()).mapToObj(i -> "full" + i));
    }

    /**
     * Light clients of this chain depend on it, so it is decided here and written into genesis, whatever its default. That of
     * a consumer chain is shorter than its provider's, so that evidence arrives in time: by default a day of three weeks.
     */
    private static Duration unbonding(ChainSpec chain, Map<String, ChainSpec> byName) {
        return chain.consumer()
                .map(consumer -> unbonding(
                        chain,
                        CONSUMER_UNBONDING,
                        shorter(
                                consumer.isStandalone()
                                        ? DEFAULT_UNBONDING
                                        : unbonding(Objects.requireNonNull(byName.get(consumer.provider())), byName))))
                .orElseGet(() -> unbonding(chain, UNBONDING, DEFAULT_UNBONDING));
    }

    private static Duration shorter(Duration unbonding) {
        return Duration.ofSeconds(Math.max(1, unbonding.toSeconds() * 20 / 21));
    }

    private static Duration unbonding(ChainSpec chain, String param, Duration usual) {
        JsonNode asked = chain.genesis().at("/" + param.replace('.', '/'));
        if (asked.isMissingNode()) {
            return usual;
        }
        try {
            Duration unbonding = ProtoDurations.parse(asked.asString(""));
            if (unbonding.isPositive()) {
                return unbonding;
            }
        } catch (ArithmeticException | NumberFormatException e) {
            // told below, like a time that is not positive
        }
        throw new InvalidInputException(Failure.doing("planning " + chain.name())
                .where("chains." + chain.name() + ".genesis." + param)
                .expected("a positive number of seconds as protobuf writes it: 1814400s")
                .seen(asked.toString())
                .build());
    }
}
