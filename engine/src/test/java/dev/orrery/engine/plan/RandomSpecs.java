package dev.orrery.engine.plan;

import dev.orrery.client.keys.KeyType;
import dev.orrery.client.keys.PublicKey;
import dev.orrery.spec.AccountKeys;
import dev.orrery.spec.AccountSpec;
import dev.orrery.spec.BinarySpec;
import dev.orrery.spec.ChainSpec;
import dev.orrery.spec.ChannelSpec;
import dev.orrery.spec.CoinSpec;
import dev.orrery.spec.GenesisEdits;
import dev.orrery.spec.NetworkSpec;
import dev.orrery.spec.NodeExtras;
import dev.orrery.spec.PathSpec;
import dev.orrery.spec.Profile;
import dev.orrery.spec.RelayerSpec;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Networks of every kind that a checked spec may describe, each from its seed. */
final class RandomSpecs {
    private static final List<String> DENOMS =
            List.of("stake", "uatom", "aevm", "ufoo", "factory/cosmos1x/sub", "ibc/27394FB092D2", "Zed");
    private static final List<String> ID_ENDS =
            List.of("-1", "", "-7", "-18446744073709551615", "-0", "-03", "_9000-1");

    private final Random random;

    RandomSpecs(long seed) {
        this.random = new Random(seed);
    }

    /** A network of up to four chains. */
    NetworkSpec network() {
        List<ChainSpec> chains = IntStream.rangeClosed(1, between(1, 4))
                .mapToObj(i -> chain("chain" + i, random.nextBoolean() ? Plans.V8 : Plans.V10))
                .toList();
        List<PathSpec> paths = new ArrayList<>();
        for (int a = 0; a < chains.size(); a++) {
            for (int b = a + 1; b < chains.size(); b++) {
                boolean turned = random.nextBoolean();
                for (int count = random.nextInt(3); count > 0; count--) {
                    paths.add(path(
                            "path" + "-2".repeat(paths.size()),
                            chains.get(turned ? b : a),
                            chains.get(turned ? a : b)));
                }
            }
        }
        return new NetworkSpec("net" + random.nextInt(1000), "seed" + random.nextLong(), chains, paths);
    }

    /** Two chains of one binary with a path between them. */
    NetworkSpec pair(BinarySpec binary) {
        return new NetworkSpec(
                "pair",
                "seed" + random.nextLong(),
                List.of(chain("one", binary), chain("two", binary)),
                List.of(path("first", "one", "two"), path("second", "two", "one")));
    }

    private PathSpec path(String name, ChainSpec a, ChainSpec b) {
        return path(name, a.name(), b.name());
    }

    private PathSpec path(String name, String a, String b) {
        List<RelayerSpec> relayers = List.of(
                RelayerSpec.EMBEDDED, new RelayerSpec(RelayerSpec.Kind.HERMES, Optional.empty(), random.nextBoolean()));
        return new PathSpec(
                name,
                a,
                b,
                IntStream.range(0, random.nextInt(4))
                        .mapToObj(i -> new ChannelSpec(
                                "channel" + i,
                                "transfer",
                                "transfer",
                                pick(List.of("ics20-1", "other")),
                                pick(List.of(ChannelSpec.Ordering.values()))))
                        .toList(),
                random.nextInt(4) == 0 ? PathSpec.Opening.HANDSHAKE : PathSpec.Opening.GENESIS,
                relayers.subList(0, random.nextInt(3)),
                random.nextInt(3) == 0 ? Optional.of(Duration.ofMillis(between(1, 999))) : Optional.empty(),
                Duration.ofMillis(between(1, 100_000)),
                PathSpec.Ibc.CLASSIC);
    }

    private ChainSpec chain(String name, BinarySpec binary) {
        BigInteger reduction = BigInteger.TEN.pow(random.nextInt(4) == 0 ? 18 : 6);
        String denom = pick(DENOMS);
        List<BigInteger> stakes = IntStream.range(0, between(1, random.nextInt(4) == 0 ? 7 : 3))
                .mapToObj(i -> stake(reduction))
                .toList();
        return new ChainSpec(
                name,
                name + pick(ID_ENDS),
                binary,
                stakes,
                random.nextBoolean() ? 0 : random.nextInt(stakes.size()),
                random.nextBoolean() ? 0 : random.nextInt(3),
                Optional.empty(),
                denom,
                Optional.empty(),
                random.nextBoolean() ? 118 : 60,
                AccountKeys.SECP256K1,
                reduction,
                pick(List.of(Profile.values())),
                Duration.ofMillis(random.nextInt(3000)),
                random.nextBoolean() ? BigDecimal.ZERO : new BigDecimal("0.025"),
                accounts(),
                genesis(),
                GenesisEdits.NONE,
                Map.of(),
                NodeExtras.NONE);
    }

    /** From one unit of power on, with equal powers, and with rests that give none, among them. */
    private BigInteger stake(BigInteger reduction) {
        BigInteger power = BigInteger.valueOf(random.nextInt(3) == 0 ? 5 : between(1, 1_000_000));
        BigInteger rest = random.nextBoolean() ? BigInteger.ZERO : BigInteger.valueOf(random.nextInt(1_000_000));
        return power.multiply(reduction).add(rest);
    }

    private Map<String, AccountSpec> accounts() {
        Map<String, AccountSpec> accounts = new LinkedHashMap<>();
        IntStream.range(0, random.nextInt(4)).forEach(i -> {
            Set<String> denoms = new LinkedHashSet<>();
            IntStream.range(0, between(1, 3)).forEach(j -> denoms.add(pick(DENOMS)));
            accounts.put(
                    "account" + i,
                    AccountSpec.of(denoms.stream().map(this::coin).toList()));
        });
        return accounts;
    }

    private CoinSpec coin(String denom) {
        return new CoinSpec(new BigInteger(between(1, 200), random).add(BigInteger.ONE), denom);
    }

    private ObjectNode genesis() {
        ObjectNode genesis = JsonMapper.shared().createObjectNode();
        ObjectNode state = genesis.putObject("app_state");
        if (random.nextBoolean()) {
            ObjectNode params = state.putObject("staking").putObject("params");
            params.put("unbonding_time", pick(List.of("1814400s", "3600s", "61s", "1s", "86400.5s")));
            params.put("max_validators", between(7, 200));
        }
        if (random.nextBoolean()) {
            state.putObject("gov")
                    .putObject("params")
                    .put("voting_period", "10s")
                    .put("expedited_voting_period", "5s");
        }
        if (random.nextBoolean()) {
            ArrayNode balances = state.putObject("bank").putArray("balances");
            IntStream.range(0, between(1, 3)).forEach(i -> balance(balances.addObject()));
        }
        return genesis;
    }

    private void balance(ObjectNode balance) {
        byte[] key = new byte[33];
        random.nextBytes(key);
        balance.put("address", new PublicKey(KeyType.SECP256K1, key).address("cosmos"))
                .putArray("coins")
                .addObject()
                .put("denom", random.nextBoolean() ? "ubaz" : pick(DENOMS))
                .put("amount", Integer.toString(between(1, 1_000_000)));
    }

    private int between(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }

    private <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
