package dev.orrery.engine.plan.internal;

import dev.orrery.engine.plan.AccountLayout;
import dev.orrery.engine.plan.ChainLayout;
import dev.orrery.engine.plan.NodeLayout;
import dev.orrery.spec.CoinSpec;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Accounts and balances. The supply of every denom is the sum of its balances (x/bank {@code InitGenesis} refuses anything
 * else), with whatever balances the user's own genesis brings.
 */
final class GenesisAccounts {
    private GenesisAccounts() {}

    static void write(ChainLayout chain, String prefix, ObjectNode auth, ObjectNode bank) {
        ArrayNode accounts = array(auth, "accounts");
        ArrayNode balances = array(bank, "balances");
        long number = accounts.size();
        for (AccountLayout account : accounts(chain)) {
            String address = account.key().address(prefix);
            accounts.addObject()
                    .put("@type", "/cosmos.auth.v1beta1.BaseAccount")
                    .put("address", address)
                    .putNull("pub_key")
                    .put("account_number", Long.toString(number++))
                    .put("sequence", "0");
            ObjectNode balance = balances.addObject().put("address", address);
            coins(balance.putArray("coins"), account.balance());
        }
        ArrayNode supply = bank.putArray("supply");
        sum(balances).forEach((denom, amount) -> coin(supply, denom, amount));
    }

    /** All accounts that Orrery makes on a chain: named ones, the faucet, then operators. */
    private static List<AccountLayout> accounts(ChainLayout chain) {
        return Stream.concat(chain.accounts().stream(), chain.nodes().stream().map(NodeLayout::operator))
                .toList();
    }

    private static void coins(ArrayNode array, List<CoinSpec> coins) {
        coins.stream()
                .sorted(Comparator.comparing(CoinSpec::denom))
                .forEach(coin -> coin(array, coin.denom(), coin.amount()));
    }

    private static void coin(ArrayNode array, String denom, BigInteger amount) {
        array.addObject().put("denom", denom).put("amount", amount.toString());
    }

    private static Map<String, BigInteger> sum(ArrayNode balances) {
        Map<String, BigInteger> sums = new TreeMap<>();
        for (JsonNode balance : balances) {
            for (JsonNode coin : balance.path("coins")) {
                sums.merge(
                        coin.path("denom").asString(),
                        new BigInteger(coin.path("amount").asString()),
                        BigInteger::add);
            }
        }
        return sums;
    }

    private static ArrayNode array(ObjectNode parent, String name) {
        return parent.get(name) instanceof ArrayNode found ? found : parent.putArray(name);
    }
}
