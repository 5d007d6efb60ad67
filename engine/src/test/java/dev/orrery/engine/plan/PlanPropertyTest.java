package dev.orrery.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.client.Bech32;
import dev.orrery.client.keys.KeyType;
import dev.orrery.client.keys.PublicKey;
import dev.orrery.ibc.ValidatorSet;
import dev.orrery.spec.CoinSpec;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What holds for the plan of every network, seen in the files alone. Each network follows from a seed. */
class PlanPropertyTest {
    private static final int NETWORKS = 200;
    private static final Pattern REVISION = Pattern.compile("-([1-9][0-9]*)$");

    private static List<Case> cases = List.of();

    /** One network of the many, with each chain's genesis. */
    private record Case(long seed, Layout layout, Map<String, ChainPlan> plans, Map<String, ObjectNode> genesis) {
        static Case of(long seed) {
            Layout layout = Plans.layout(new RandomSpecs(seed).network());
            Map<String, ChainPlan> plans = Plans.plan(layout);
            Map<String, ObjectNode> genesis = new LinkedHashMap<>();
            plans.forEach((name, plan) -> genesis.put(name, Plans.json(plan.genesis())));
            return new Case(seed, layout, plans, genesis);
        }

        JsonNode module(String chain, String module) {
            return genesis.get(chain).path("app_state").path(module);
        }
    }

    @BeforeAll
    static void plan() {
        cases = LongStream.rangeClosed(1, NETWORKS)
                .parallel()
                .mapToObj(Case::of)
                .toList();
    }

    @AfterAll
    static void forget() {
        cases = List.of();
    }

    @Test
    void theSupplyOfEveryDenomIsTheSumOfItsBalances() {
        ofEveryChain((network, chain) -> {
            JsonNode bank = network.module(chain.name(), "bank");
            Map<String, BigInteger> sums = new TreeMap<>();
            bank.path("balances")
                    .forEach(balance -> coins(balance.path("coins"))
                            .forEach((denom, amount) -> sums.merge(denom, amount, BigInteger::add)));

            assertThat(coins(bank.path("supply"))).isEqualTo(sums);
        });
    }

    @Test
    void balancesOfTheSpecAreThereBesideThoseOfTheChangedGenesis() {
        ofEveryChain((network, chain) -> {
            Map<String, Map<String, BigInteger>> balances = new HashMap<>();
            network.module(chain.name(), "bank")
                    .path("balances")
                    .forEach(balance -> balances.put(balance.path("address").asString(), coins(balance.path("coins"))));

            chain.spec().accounts().forEach((name, coins) -> {
                AccountLayout account = chain.accounts().stream()
                        .filter(found -> found.name().equals(name))
                        .findFirst()
                        .orElseThrow();
                assertThat(balances.get(account.key().address("cosmos"))).isEqualTo(coins(coins));
            });
            for (JsonNode own : chain.spec().genesis().at("/app_state/bank/balances")) {
                assertThat(balances.get(own.path("address").asString())).isEqualTo(coins(own.path("coins")));
            }
        });
    }

    @Test
    void coinsOfABalanceAreSortedAsTheSdkWantsThem() {
        ofEveryChain((network, chain) -> network.module(chain.name(), "bank")
                .path("balances")
                .forEach(balance ->
                        assertThat(denoms(balance.path("coins"))).isSorted().doesNotHaveDuplicates()));
    }

    @Test
    void theFaucetHoldsEveryDenomThatTheSpecNames() {
        ofEveryChain((network, chain) -> {
            AccountLayout faucet = chain.accounts().getLast();
            assertThat(faucet.name()).isEqualTo(LayoutPlanner.FAUCET);
            assertThat(coins(faucet.balance())).containsKey(chain.spec().denom());
            chain.spec()
                    .accounts()
                    .values()
                    .forEach(coins -> assertThat(coins(faucet.balance()))
                            .containsKeys(coins(coins).keySet().toArray(String[]::new)));
        });
    }

    @Test
    void everyOperatorCanPayTheStakeOfItsGenTx() {
        ofEveryChain((network, chain) -> {
            Map<String, Map<String, BigInteger>> balances = new HashMap<>();
            network.module(chain.name(), "bank")
                    .path("balances")
                    .forEach(balance -> balances.put(balance.path("address").asString(), coins(balance.path("coins"))));
            JsonNode genTxs = network.module(chain.name(), "genutil").path("gen_txs");

            assertThat(genTxs).hasSize(chain.spec().validators());
            for (int i = 0; i < genTxs.size(); i++) {
                JsonNode message = genTxs.get(i).at("/body/messages/0");
                String operator = message.path("delegator_address").asString();
                assertThat(Bech32.decode(
                                "cosmosvaloper",
                                message.path("validator_address").asString()))
                        .isEqualTo(Bech32.decode("cosmos", operator));
                assertThat(message.at("/value/denom").asString())
                        .isEqualTo(chain.spec().denom())
                        .isEqualTo(network.module(chain.name(), "staking")
                                .at("/params/bond_denom")
                                .asString());
                assertThat(new BigInteger(message.at("/value/amount").asString()))
                        .isEqualTo(chain.spec().stakes().get(i))
                        .isLessThan(balances.get(operator).get(chain.spec().denom()));
            }
        });
    }

    @Test
    void everyGenTxIsSignedByItsOperator() {
        ofEveryChain((network, chain) -> {
            for (JsonNode genTx : network.module(chain.name(), "genutil").path("gen_txs")) {
                byte[] key = Base64.getDecoder()
                        .decode(genTx.at("/auth_info/signer_infos/0/public_key/key")
                                .asString());
                assertThat(new PublicKey(KeyType.SECP256K1, key).address("cosmos"))
                        .isEqualTo(
                                genTx.at("/body/messages/0/delegator_address").asString());
                assertThat(GenTxSignature.verifies(genTx, chain.chainId())).isTrue();
                assertThat(GenTxSignature.verifies(genTx, chain.chainId() + "x"))
                        .isFalse();
            }
        });
    }

    @Test
    void nothingIsGivenTwice() {
        ofEveryNetwork(network -> {
            List<Object> keys = new ArrayList<>();
            List<Integer> ports = new ArrayList<>();
            for (ChainLayout chain : network.layout().chains()) {
                List<String> addresses = new ArrayList<>();
                network.module(chain.name(), "auth")
                        .path("accounts")
                        .forEach(
                                account -> addresses.add(account.path("address").asString()));
                assertThat(addresses)
                        .doesNotHaveDuplicates()
                        .hasSize(chain.nodes().size() + chain.accounts().size());
                chain.accounts().forEach(account -> keys.add(account.key().publicKey()));
                for (NodeLayout node : chain.nodes()) {
                    keys.add(node.operator().key().publicKey());
                    keys.add(node.consensusKey().publicKey());
                    keys.add(node.nodeKey().publicKey());
                    NodeAddress at = node.address();
                    ports.addAll(List.of(at.p2p(), at.rpc(), at.grpc(), at.rest(), at.pprof()));
                }
            }
            assertThat(keys).doesNotHaveDuplicates();
            assertThat(ports).doesNotHaveDuplicates();
        });
    }

    @Test
    void theEndsOfEveryPathPointAtEachOther() {
        ofEveryNetwork(network -> network.layout().paths().forEach(path -> {
            pointsAt(network, path.a(), path.b());
            pointsAt(network, path.b(), path.a());
        }));
    }

    private static void pointsAt(Case network, PathEnd own, PathEnd other) {
        JsonNode ibc = network.module(own.chain(), "ibc");
        JsonNode channel = entry(ibc.at("/channel_genesis/channels"), "channel_id", own.channelId());
        assertThat(channel.at("/counterparty/port_id").asString()).isEqualTo(other.port());
        assertThat(channel.at("/counterparty/channel_id").asString()).isEqualTo(other.channelId());
        assertThat(channel.at("/connection_hops").toString()).isEqualTo("[\"" + own.connectionId() + "\"]");
        JsonNode connection = entry(ibc.at("/connection_genesis/connections"), "id", own.connectionId());
        assertThat(connection.at("/client_id").asString()).isEqualTo(own.clientId());
        assertThat(connection.at("/counterparty/client_id").asString()).isEqualTo(other.clientId());
        assertThat(connection.at("/counterparty/connection_id").asString()).isEqualTo(other.connectionId());
        for (String sequence : List.of("send", "recv", "ack")) {
            assertThat(entry(ibc.at("/channel_genesis/" + sequence + "_sequences"), "channel_id", own.channelId())
                            .path("sequence")
                            .asString())
                    .isEqualTo("1");
        }
    }

    @Test
    void everyClientKnowsItsChainAsThatChainsGenesisHasIt() {
        ofEveryNetwork(network -> network.layout().paths().forEach(path -> {
            knows(network, path.a(), path.b());
            knows(network, path.b(), path.a());
        }));
    }

    private static void knows(Case network, PathEnd own, PathEnd other) {
        JsonNode clients = network.module(own.chain(), "ibc").path("client_genesis");
        JsonNode state =
                entry(clients.path("clients"), "client_id", own.clientId()).path("client_state");
        JsonNode consensus = entry(clients.path("clients_consensus"), "client_id", own.clientId())
                .at("/consensus_states/0");
        ObjectNode genesis = network.genesis().get(other.chain());
        String chainId = genesis.path("chain_id").asString();
        JsonNode staking = network.module(other.chain(), "staking").path("params");

        assertThat(state.path("chain_id").asString()).isEqualTo(chainId);
        assertThat(state.path("unbonding_period")).isEqualTo(staking.path("unbonding_time"));
        assertThat(seconds(state.path("trusting_period")))
                .isPositive()
                .isLessThan(seconds(state.path("unbonding_period")));
        assertThat(state.path("latest_height")).isEqualTo(consensus.path("height"));
        assertThat(state.at("/latest_height/revision_number").asString()).isEqualTo(revision(chainId));
        assertThat(state.at("/latest_height/revision_height").asString()).isEqualTo("1");
        assertThat(consensus.at("/consensus_state/timestamp")).isEqualTo(genesis.path("genesis_time"));
        assertThat(consensus.at("/consensus_state/next_validators_hash").asString())
                .isEqualTo(validatorsOf(network, other.chain()).hashHex());
    }

    private static ValidatorSet validatorsOf(Case network, String chain) {
        BigInteger reduction = network.layout().chain(chain).spec().powerReduction();
        List<ValidatorSet.Validator> validators = new ArrayList<>();
        for (JsonNode genTx : network.module(chain, "genutil").path("gen_txs")) {
            JsonNode message = genTx.at("/body/messages/0");
            byte[] key = Base64.getDecoder().decode(message.at("/pubkey/key").asString());
            BigInteger stake = new BigInteger(message.at("/value/amount").asString());
            validators.add(new ValidatorSet.Validator(
                    new PublicKey(KeyType.ED25519, key), stake.divide(reduction).longValueExact()));
        }
        return new ValidatorSet(validators);
    }

    @Test
    void identifiersCountFromZeroAndTheNextOnesAreFree() {
        ofEveryChain((network, chain) -> {
            JsonNode ibc = network.module(chain.name(), "ibc");
            int paths = chain.ends().size();
            String next = Integer.toString(paths);
            assertThat(ibc.at("/client_genesis/next_client_sequence").asString())
                    .isEqualTo(next);
            assertThat(ibc.at("/connection_genesis/next_connection_sequence").asString())
                    .isEqualTo(next);
            assertThat(ibc.at("/channel_genesis/next_channel_sequence").asString())
                    .isEqualTo(next);
            assertThat(chain.ends())
                    .extracting(PathEnd::channelId)
                    .containsExactlyElementsOf(LongStream.range(0, paths)
                            .mapToObj(i -> "channel-" + i)
                            .toList());
        });
    }

    @Test
    void onlyChainsUpToIbcGoV8HaveCapabilitiesOneForEachChannel() {
        ofEveryChain((network, chain) -> {
            JsonNode capability = network.module(chain.name(), "capability");
            if (chain.spec().binary().equals(Plans.V10)) {
                assertThat(capability.isMissingNode()).isTrue();
                return;
            }
            int channels = chain.ends().size();
            assertThat(capability.path("index").asString()).isEqualTo(Integer.toString(channels + 1));
            assertThat(capability.path("owners")).hasSize(channels);
            for (int i = 0; i < channels; i++) {
                String name = "capabilities/ports/transfer/channels/"
                        + chain.ends().get(i).channelId();
                JsonNode owner = capability.path("owners").get(i);
                assertThat(owner.path("index").asString()).isEqualTo(Integer.toString(i + 1));
                assertThat(owner.at("/index_owners/owners").toString())
                        .isEqualTo(
                                "[{\"module\":\"ibc\",\"name\":\"%1$s\"},{\"module\":\"transfer\",\"name\":\"%1$s\"}]"
                                        .formatted(name));
            }
        });
    }

    @Test
    void onlySecretFilesHoldKeysAndNothingHoldsAMnemonic() {
        ofEveryNetwork(network -> Plans.files(network.plans()).forEach((path, file) -> {
            String content = new String(file.content(), java.nio.charset.StandardCharsets.UTF_8);
            assertThat(content.contains("priv_key") && !file.secret()).as(path).isFalse();
            network.layout()
                    .chains()
                    .forEach(chain -> chain.accounts()
                            .forEach(account -> assertThat(content)
                                    .doesNotContain(account.mnemonic().phrase())));
        }));
    }

    private interface OfChain {
        void holds(Case network, ChainLayout chain);
    }

    private static void ofEveryChain(OfChain property) {
        ofEveryNetwork(network -> network.layout().chains().forEach(chain -> property.holds(network, chain)));
    }

    private static void ofEveryNetwork(Consumer<Case> property) {
        assertThat(cases).hasSize(NETWORKS);
        for (Case network : cases) {
            try {
                property.accept(network);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("in the network of seed " + network.seed() + ": " + e.getMessage(), e);
            }
        }
    }

    private static Map<String, BigInteger> coins(JsonNode coins) {
        Map<String, BigInteger> amounts = new TreeMap<>();
        coins.forEach(coin -> assertThat(amounts.put(
                        coin.path("denom").asString(),
                        new BigInteger(coin.path("amount").asString())))
                .isNull());
        return amounts;
    }

    private static Map<String, BigInteger> coins(List<CoinSpec> coins) {
        Map<String, BigInteger> amounts = new TreeMap<>();
        coins.forEach(coin -> amounts.put(coin.denom(), coin.amount()));
        return amounts;
    }

    private static List<String> denoms(JsonNode coins) {
        return coins.valueStream().map(coin -> coin.path("denom").asString()).toList();
    }

    private static JsonNode entry(JsonNode array, String key, String value) {
        List<JsonNode> found = array.valueStream()
                .filter(entry -> entry.path(key).asString().equals(value))
                .toList();
        assertThat(found).as("%s %s", key, value).hasSize(1);
        return found.getFirst();
    }

    private static BigDecimal seconds(JsonNode duration) {
        return new BigDecimal(duration.asString().replaceAll("s$", ""));
    }

    private static String revision(String chainId) {
        Matcher matcher = REVISION.matcher(chainId);
        return matcher.find() ? matcher.group(1) : "0";
    }
}
