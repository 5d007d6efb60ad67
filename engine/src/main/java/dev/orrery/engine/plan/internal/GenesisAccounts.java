package dev.orrery.engine.plan.internal;

import dev.orrery.base.Failure;
import dev.orrery.base.InvalidInputException;
import dev.orrery.engine.plan.AccountLayout;
import dev.orrery.engine.plan.ChainLayout;
import dev.orrery.spec.CoinSpec;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Accounts and balances. The supply of every denom is the sum of its balances (x/bank {@code InitGenesis} refuses anything
 * else), with whatever accounts and balances the user's own genesis brings: of an address that it has too, the account is
 * the user's, for example a vesting one, and the balance is the sum of both.
 */
final class GenesisAccounts {
    /** The SDK's {@code math.Int}, {@code MaxBitLen}. */
    private static final int MOST_BITS = 256;

    private static final Pattern AMOUNT = Pattern.compile("[0-9]{1,100}");

    private GenesisAccounts() {}

    static void write(ChainLayout chain, String prefix, ObjectNode auth, ObjectNode bank) {
        ArrayNode accounts = array(auth, "accounts");
        ArrayNode balances = array(bank, "balances");
        Set<String> known = accounts.valueStream()
                .flatMap(account -> account.findValues("address").stream())
                .map(address -> address.asString(""))
                .collect(Collectors.toSet());
        Map<String, ObjectNode> held = balances.valueStream()
                .filter(ObjectNode.class::isInstance)
                .map(ObjectNode.class::cast)
                .collect(Collectors.toMap(
                        balance -> balance.path("address").asString(""),
                        Function.identity(),
                        (first, second) -> first));
        long number = accounts.size();
        for (AccountLayout account : accounts(chain)) {
            String address = account.key().address(prefix);
            if (!known.contains(address)) {
                accounts.addObject()
                        .put("@type", "/cosmos.auth.v1beta1.BaseAccount")
                        .put("address", address)
                        .putNull("pub_key")
                        .put("account_number", Long.toString(number++))
                        .put("sequence", "0");
            }
            ObjectNode balance = held.get(address);
            addTo(balance == null ? balances.addObject().put("address", address) : balance, account.balance());
        }
        ArrayNode supply = bank.putArray("supply");
        sum(balances.valueStream()).forEach((denom, amount) -> {
            if (amount.bitLength() > MOST_BITS) {
                throw tooMuch(chain, denom, amount);
            }
            coin(supply, denom, amount);
        });
    }

    /** All accounts that Orrery makes on a chain: named ones, the faucet, then operators. */
    private static List<AccountLayout> accounts(ChainLayout chain) {
        return Stream.concat(
                        chain.accounts().stream(), chain.nodes().stream().flatMap(node -> node.operator().stream()))
                .toList();
    }

    private static void addTo(ObjectNode balance, List<CoinSpec> coins) {
        Map<String, BigInteger> amounts = sum(Stream.of(balance));
        coins.forEach(coin -> amounts.merge(coin.denom(), coin.amount(), BigInteger::add));
        ArrayNode array = balance.putArray("coins");
        amounts.forEach((denom, amount) -> coin(array, denom, amount));
    }

    private static void coin(ArrayNode array, String denom, BigInteger amount) {
        array.addObject().put("denom", denom).put("amount", amount.toString());
    }

    /** What the balances hold together, by denom in the SDK's order. */
    private static Map<String, BigInteger> sum(Stream<? extends JsonNode> balances) {
        Map<String, BigInteger> sums = new TreeMap<>();
        balances.flatMap(balance -> balance.path("coins").valueStream())
                .forEach(coin -> sums.merge(coin.path("denom").asString(""), amount(coin), BigInteger::add));
        return sums;
    }

    private static BigInteger amount(JsonNode coin) {
        String text = coin.path("amount").asString("");
        if (AMOUNT.matcher(text).matches()) {
            return new BigInteger(text);
        }
        throw new InvalidInputException(Failure.doing("planning the balances of genesis")
                .where("genesis.app_state.bank.balances")
                .expected("an amount of digits in every coin, such as \"1000\"")
                .seen(coin.toString())
                .build());
    }

    private static InvalidInputException tooMuch(ChainLayout chain, String denom, BigInteger amount) {
        return new InvalidInputException(Failure.doing("planning the genesis of " + chain.name())
                .where("chains." + chain.name())
                .expected("a supply of " + denom + " of at most 2^256 - 1, the SDK's largest number")
                .seen(amount + " in all accounts, the faucet's among them")
                .hint("give its accounts less " + denom)
                .build());
    }

    private static ArrayNode array(ObjectNode parent, String name) {
        return parent.get(name) instanceof ArrayNode found ? found : parent.putArray(name);
    }
}
