package dev.orrery.network;

import dev.orrery.client.Coin;
import dev.orrery.client.keys.AccountKey;
import java.util.Arrays;
import java.util.List;

/** An address on one chain and its key. Immutable and thread-safe; {@link #toString()} has no secrets. */
public final class Account {
    private final Chain chain;
    private final String name;
    private final String address;
    private final AccountKey key;

    Account(Chain chain, String name, AccountKey key) {
        this.chain = chain;
        this.name = name;
        this.address = key.address(chain.prefix());
        this.key = key;
    }

    public Chain chain() {
        return chain;
    }

    /** The name in the network file; a made-up one for accounts that a test made. */
    public String name() {
        return name;
    }

    /** The address in Bech32: {@code cosmos1…}. */
    public String address() {
        return address;
    }

    /** What signs for this account: of the algorithm and the kind that the chain's accounts have. */
    public AccountKey key() {
        return key;
    }

    /**
     * How much it has of one denom at the latest block; 0 where it has none.
     *
     * @throws dev.orrery.base.ChainException if the chain cannot be reached
     */
    public Coin balance(String denom) {
        return chain.client().balance(address, denom);
    }

    /** All it has at the latest block, by denom; empty for an account that nobody has sent anything to. */
    public List<Coin> balances() {
        return chain.client().balances(address);
    }

    /**
     * Prepares to send coins to another account of this chain; nothing happens before
     * {@link dev.orrery.client.TxRequest#send()}.
     *
     * @param coins one or several, of different denoms: {@code 100uatom}
     * @throws dev.orrery.base.InvalidInputException if one is malformed
     */
    public Sending sendCoins(String... coins) {
        return sendCoins(Arrays.stream(coins).map(Coin::parse).toArray(Coin[]::new));
    }

    /** As {@link #sendCoins(String...)}. */
    public Sending sendCoins(Coin... coins) {
        return new Sending(this, List.of(coins));
    }

    /**
     * Prepares to send a coin to another chain over IBC; nothing happens before {@link TransferRequest#send()}.
     *
     * @param coin {@code 100uatom}, or a voucher: {@code 100ibc/…}
     * @throws dev.orrery.base.InvalidInputException if it is malformed
     */
    public Transfer transfer(String coin) {
        return transfer(Coin.parse(coin));
    }

    /** As {@link #transfer(String)}. */
    public Transfer transfer(Coin coin) {
        return new Transfer(this, coin);
    }

    /** {@code alice of hub (cosmos1…)}. */
    @Override
    public String toString() {
        return name + " of " + chain.name() + " (" + address + ")";
    }
}
