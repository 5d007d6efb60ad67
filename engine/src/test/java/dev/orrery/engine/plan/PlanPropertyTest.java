package dev.orrery.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.client.Bech32;
import dev.orrery.client.keys.KeyType;
import dev.orrery.client.keys.PublicKey;
import dev.orrery.spec.CoinSpec;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What holds for the plan of every network, seen in the files alone. Each network follows from a seed. */
class PlanPropertyTest {
    @Test
    void theSupplyOfEveryDenomIsTheSumOfItsBalances() {
        PlannedNetwork.ofEveryChain((network, chain) -> {
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
        PlannedNetwork.ofEveryChain((network, chain) -> {
            Map<String, Map<String, BigInteger>> balances = new HashMap<>();
            network.module(chain.name(), "bank")
                    .path("balances")
                    .forEach(balance -> balances.put(balance.path("address").asString(), coins(balance.path("coins"))));

            chain.spec().accounts().forEach((name, wanted) -> {
                AccountLayout account = chain.accounts().stream()
                        .filter(found -> found.name().equals(name))
                        .findFirst()
                        .orElseThrow();
                assertThat(balances.get(account.key().address("cosmos"))).isEqualTo(coins(wanted.coins()));
            });
            for (JsonNode own : chain.spec().genesis().at("/app_state/bank/balances")) {
                assertThat(balances.get(own.path("address").asString())).isEqualTo(coins(own.path("coins")));
            }
        });
    }

    @Test
    void coinsOfABalanceAreSortedAsTheSdkWantsThem() {
        PlannedNetwork.ofEveryChain((network, chain) -> network.module(chain.name(), "bank")
                .path("balances")
                .forEach(balance ->
                        assertThat(denoms(balance.path("coins"))).isSorted().doesNotHaveDuplicates()));
    }

    @Test
    void theFaucetHoldsEveryDenomThatTheSpecNames() {
        PlannedNetwork.ofEveryChain((network, chain) -> {
            AccountLayout faucet = chain.accounts().stream()
                    .filter(account -> account.name().equals(LayoutPlanner.FAUCET))
                    .findFirst()
                    .orElseThrow();
            assertThat(coins(faucet.balance())).containsKey(chain.spec().denom());
            chain.spec()
                    .accounts()
                    .values()
                    .forEach(coins -> assertThat(coins(faucet.balance()))
                            .containsKeys(coins(coins.coins()).keySet().toArray(String[]::new)));
        });
    }

    @Test
    void everyOperatorCanPayTheStakeOfItsGenTx() {
        PlannedNetwork.ofEveryChain((network, chain) -> {
            Map<String, Map<String, BigInteger>> balances = new HashMap<>();
            network.module(chain.name(), "bank")
                    .path("balances")
                    .forEach(balance -> balances.put(balance.path("address").asString(), coins(balance.path("coins"))));
            JsonNode genTxs = network.module(chain.name(), "genutil").path("gen_txs");

            assertThat(genTxs).hasSize(chain.spec().inGenesis());
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
        PlannedNetwork.ofEveryChain((network, chain) -> {
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
        PlannedNetwork.ofEveryNetwork(network -> {
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
                        .hasSize(chain.spec().validators() + chain.accounts().size());
                chain.accounts().forEach(account -> keys.add(account.key().publicKey()));
                for (NodeLayout node : chain.nodes()) {
                    node.operator()
                            .ifPresent(operator -> keys.add(operator.key().publicKey()));
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
    void onlySecretFilesHoldKeysAndNothingHoldsAMnemonic() {
        PlannedNetwork.ofEveryNetwork(network -> Plans.files(network.plans()).forEach((path, file) -> {
            String content = new String(file.content(), java.nio.charset.StandardCharsets.UTF_8);
            assertThat(content.contains("priv_key") && !file.secret()).as(path).isFalse();
            network.layout()
                    .chains()
                    .forEach(chain -> chain.accounts()
                            .forEach(account -> assertThat(content)
                                    .doesNotContain(account.mnemonic().phrase())));
        }));
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
}
