package dev.orrery.engine.plan.internal;

import dev.orrery.base.Failure;
import dev.orrery.base.InvalidInputException;
import dev.orrery.base.OrreryException;
import dev.orrery.client.Bech32;
import dev.orrery.engine.plan.AccountLayout;
import dev.orrery.engine.plan.ChainLayout;
import dev.orrery.spec.AccountSpec;
import dev.orrery.spec.CoinSpec;
import dev.orrery.spec.GenesisEdits.Balance;
import dev.orrery.spec.VestingSpec;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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

    private final ChainLayout chain;
    private final String prefix;
    private final Instant genesisTime;
    private final ArrayNode accounts;
    private final ArrayNode balances;
    private final Set<String> known = new HashSet<>();
    private final Map<String, ObjectNode> held = new HashMap<>();

    private GenesisAccounts(ChainLayout chain, String prefix, Instant genesisTime, ObjectNode auth, ObjectNode bank) {
        this.chain = chain;
        this.prefix = prefix;
        this.genesisTime = genesisTime;
        this.accounts = array(auth, "accounts");
        this.balances = array(bank, "balances");
        accounts.forEach(account -> account.findValues("address").forEach(address -> known.add(address.asString(""))));
        balances.forEach(balance -> {
            if (balance instanceof ObjectNode object) {
                held.putIfAbsent(object.path("address").asString(""), object);
            }
        });
    }

    /**
     * Writes them.
     *
     * @return those of many that stand for themselves, which are written out with the text of genesis: a tree of a hundred
     *     thousand takes more room and time than all the rest. Their supply is in here
     */
    static List<Balance> write(
            ChainLayout chain, String prefix, Instant genesisTime, ObjectNode auth, ObjectNode bank) {
        GenesisAccounts genesis = new GenesisAccounts(chain, prefix, genesisTime, auth, bank);
        Map<String, BigInteger> sums = new TreeMap<>();
        List<Balance> many = genesis.write(sums);
        genesis.balances.forEach(balance -> add(sums, balance));
        ArrayNode supply = bank.putArray("supply");
        sums.forEach((denom, amount) -> {
            if (amount.bitLength() > MOST_BITS) {
                throw tooMuch(chain, denom, amount);
            }
            coin(supply, denom, amount);
        });
        return many;
    }

    private List<Balance> write(Map<String, BigInteger> sums) {
        Map<String, String> own = new HashMap<>();
        Stream.concat(chain.accounts().stream(), chain.nodes().stream().flatMap(node -> node.operator().stream()))
                .forEach(account -> {
                    String address = account.key().address(prefix);
                    own.put(address, account.name());
                    write(address, account.balance(), vesting(account));
                });
        chain.spec()
                .accounts()
                .forEach((name, account) -> account.address().ifPresent(address -> {
                    check(address, "accounts." + name + ".address");
                    if (own.containsKey(address)) {
                        throw taken(name, address, own.get(address));
                    }
                    write(address, account.coins(), account.vesting());
                }));
        List<Balance> many = new ArrayList<>();
        for (Balance balance : chain.spec().genesisEdits().balances()) {
            check(balance.address(), "accountsFile");
            if (known.contains(balance.address()) || held.containsKey(balance.address())) {
                write(balance.address(), balance.coins(), Optional.empty());
            } else {
                many.add(balance);
                balance.coins().forEach(coin -> sums.merge(coin.denom(), coin.amount(), BigInteger::add));
            }
        }
        return many;
    }

    private Optional<VestingSpec> vesting(AccountLayout account) {
        return Optional.ofNullable(chain.spec().accounts().get(account.name())).flatMap(AccountSpec::vesting);
    }

    private void write(String address, List<CoinSpec> coins, Optional<VestingSpec> vesting) {
        if (known.add(address)) {
            ObjectNode base = Accounts.base(address, accounts.size());
            accounts.add(vesting.map(locked -> Accounts.vesting(base, locked, genesisTime))
                    .orElseGet(() -> Accounts.typed("/cosmos.auth.v1beta1.BaseAccount", base)));
        }
        ObjectNode balance =
                held.computeIfAbsent(address, unknown -> balances.addObject().put("address", unknown));
        Map<String, BigInteger> amounts = new TreeMap<>();
        add(amounts, balance);
        coins.forEach(coin -> amounts.merge(coin.denom(), coin.amount(), BigInteger::add));
        ArrayNode array = balance.putArray("coins");
        amounts.forEach((denom, amount) -> coin(array, denom, amount));
    }

    /** What the one is to have, and how it is locked, would silently be the other's. */
    private InvalidInputException taken(String name, String address, @Nullable String other) {
        return new InvalidInputException(Failure.doing("planning the accounts of " + chain.name())
                .where("chains." + chain.name() + ".accounts." + name + ".address")
                .expected("an address whose key somebody else has")
                .seen(address + ", which Orrery made for " + other)
                .hint("leave the address out, and " + name + " gets a key of its own")
                .build());
    }

    /** The chain would not start with an address of another chain, or one with a mistake. */
    private void check(String address, String key) {
        Optional<String> wrong = Optional.empty();
        try {
            Bech32.Decoded decoded = Bech32.decode(address);
            if (!decoded.prefix().equals(prefix)) {
                wrong = Optional.of("the prefix \"" + decoded.prefix() + "\"");
            }
        } catch (OrreryException e) {
            wrong = Optional.of(e.failure().seen().orElse("a mistake in it"));
        }
        wrong.ifPresent(seen -> {
            throw new InvalidInputException(Failure.doing("planning the accounts of " + chain.name())
                    .where("chains." + chain.name() + "." + key)
                    .expected("an address of this chain, " + prefix + "1…, with the right checksum")
                    .seen(address + ", which has " + seen)
                    .build());
        });
    }

    static void coin(ArrayNode array, String denom, BigInteger amount) {
        array.addObject().put("denom", denom).put("amount", amount.toString());
    }

    /** Adds what a balance holds, by denom in the SDK's order. */
    private static void add(Map<String, BigInteger> sums, JsonNode balance) {
        balance.path("coins")
                .forEach(coin -> sums.merge(coin.path("denom").asString(""), amount(coin), BigInteger::add));
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
