package dev.orrery.client.modules;

import dev.orrery.client.Coin;
import dev.orrery.client.tx.Msg;
import dev.orrery.client.tx.MsgSend;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Coins and who has them: the SDK's {@code x/bank}, {@code cosmos.bank.v1beta1}. Amounts are in base units. */
public final class Bank {
    private final ModuleQueries bank;

    Bank(CosmosModules chain) {
        this.bank = new ModuleQueries(chain, "cosmos.bank.v1beta1.Query");
    }

    /**
     * {@code MsgSend}: coins from one account to another. Module accounts and, up to a chain's configuration, others do not
     * receive.
     */
    public static Msg send(String from, String to, Coin... coins) {
        return new MsgSend(from, to, List.of(coins));
    }

    /** What one recipient of {@link #multiSend} gets. */
    public record Output(String address, List<Coin> coins) {
        public Output {
            coins = Coin.sorted(coins);
        }

        public Output(String address, Coin... coins) {
            this(address, List.of(coins));
        }
    }

    /** {@code MsgMultiSend}: one account pays many; the sum of all outputs is taken from it. */
    public static Msg multiSend(String from, Output... outputs) {
        Map<String, Coin> sums = new LinkedHashMap<>();
        Arrays.stream(outputs)
                .flatMap(output -> output.coins().stream())
                .forEach(coin -> sums.merge(coin.denom(), coin, Coin::plus));
        Output input = new Output(from, List.copyOf(sums.values()));
        return Msg.of(
                "/cosmos.bank.v1beta1.MsgMultiSend", Map.of("inputs", List.of(input), "outputs", List.of(outputs)));
    }

    /** What an account has of a denom, locked coins included; zero if it has none or does not exist. */
    public Coin balance(String address, String denom) {
        return bank.one("Balance", Map.of("address", address, "denom", denom), "balance", Coin.class);
    }

    /** Everything that an account has, by denom. */
    public List<Coin> balances(String address) {
        return Coin.sorted(bank.all("AllBalances", Map.of("address", address), "balances", Coin.class));
    }

    /** What an account could send now: its balances without what still vests. */
    public List<Coin> spendableBalances(String address) {
        return Coin.sorted(bank.all("SpendableBalances", Map.of("address", address), "balances", Coin.class));
    }

    /** How much there is of a denom; zero for one that the chain does not know. */
    public Coin supply(String denom) {
        return bank.one("SupplyOf", Map.of("denom", denom), "amount", Coin.class);
    }

    /** How much there is of every denom. */
    public List<Coin> supply() {
        return Coin.sorted(bank.all("TotalSupply", Map.of(), "supply", Coin.class));
    }

    /**
     * How a denom is shown to people.
     *
     * @param base the denom of its base unit
     * @param display the unit that people use; one of {@code denomUnits}
     */
    public record Metadata(
            String description, List<DenomUnit> denomUnits, String base, String display, String name, String symbol) {}

    /**
     * A unit of a denom.
     *
     * @param exponent 10 to this power base units are one of this
     */
    public record DenomUnit(String denom, int exponent, List<String> aliases) {}

    /**
     * How a denom is shown.
     *
     * @throws dev.orrery.base.ChainException if the chain has nothing on it
     */
    public Metadata metadata(String denom) {
        return bank.one("DenomMetadata", Map.of("denom", denom), "metadata", Metadata.class);
    }

    /** How denoms are shown, of all that the chain has something on. */
    public List<Metadata> metadata() {
        return bank.all("DenomsMetadata", Map.of(), "metadatas", Metadata.class);
    }

    /** An account and what it has of a denom. */
    public record Owner(String address, Coin balance) {}

    /** Everyone who has something of a denom (SDK 0.46 and later). */
    public List<Owner> owners(String denom) {
        return bank.all("DenomOwners", Map.of("denom", denom), "denom_owners", Owner.class);
    }
}
