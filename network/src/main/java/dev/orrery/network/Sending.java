package dev.orrery.network;

import dev.orrery.base.Failure;
import dev.orrery.base.InvalidInputException;
import dev.orrery.client.Coin;
import dev.orrery.client.TxRequest;
import dev.orrery.client.tx.MsgSend;
import java.util.List;

/** Coins that an account is about to send, and still wait for a recipient. Immutable; nothing happens yet. */
public final class Sending {
    private final Account from;
    private final List<Coin> coins;

    Sending(Account from, List<Coin> coins) {
        this.from = from;
        this.coins = coins;
    }

    /**
     * To another account of the same chain.
     *
     * @return the transaction, not sent before {@link TxRequest#send()}
     * @throws InvalidInputException if the account is on another chain
     */
    public TxRequest to(Account recipient) {
        if (recipient.chain() != from.chain()) {
            throw new InvalidInputException(Failure.doing("sending " + Coin.toString(coins) + " to " + recipient)
                    .expected("an account of " + from.chain().name())
                    .seen("an account of " + recipient.chain().name())
                    .build());
        }
        return to(recipient.address());
    }

    /**
     * To an address of the same chain.
     *
     * @return the transaction, not sent before {@link TxRequest#send()}
     */
    public TxRequest to(String address) {
        return from.chain().client().tx(from.key(), new MsgSend(from.address(), address, coins));
    }

    /** {@code 5uatom from alice of hub (cosmos1…)}. */
    @Override
    public String toString() {
        return Coin.toString(coins) + " from " + from;
    }
}
