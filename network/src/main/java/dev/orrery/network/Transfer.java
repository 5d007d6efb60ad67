package dev.orrery.network;

import dev.orrery.base.Failure;
import dev.orrery.base.InvalidInputException;
import dev.orrery.client.Coin;

/** A coin that an account is about to send to another chain (ICS-20). Immutable; nothing happens yet. */
public final class Transfer {
    private final Account from;
    private final Coin coin;

    Transfer(Account from, Coin coin) {
        this.from = from;
        this.coin = coin;
    }

    /**
     * Over this channel.
     *
     * @throws InvalidInputException if it is a channel of another chain, or seen from the other side
     */
    public Over over(Channel channel) {
        if (channel.chain() != from.chain()) {
            throw new InvalidInputException(Failure.doing("transferring " + this)
                    .expected("a channel of " + from.chain() + ", as seen from there")
                    .seen(channel.toString())
                    .hint("channel.counterparty() is the same channel as the other chain sees it")
                    .build());
        }
        return new Over(this, channel);
    }

    /**
     * To an account of another chain, over the {@code transfer} channel of the canonical path between the two.
     *
     * @return the request, not sent before {@link TransferRequest#send()}
     * @throws InvalidInputException if no path joins the two chains
     */
    public TransferRequest to(Account recipient) {
        return over(from.chain().channelTo(recipient.chain())).to(recipient);
    }

    /** {@code 5uatom from alice of hub (cosmos1…)}. */
    @Override
    public String toString() {
        return coin + " from " + from;
    }

    /** A transfer that knows its channel and waits for a recipient. */
    public static final class Over {
        private final Transfer transfer;
        private final Channel channel;

        private Over(Transfer transfer, Channel channel) {
            this.transfer = transfer;
            this.channel = channel;
        }

        /**
         * To an account of the channel's other chain.
         *
         * @return the request, not sent before {@link TransferRequest#send()}
         * @throws InvalidInputException if the account is on a third chain
         */
        public TransferRequest to(Account recipient) {
            Chain there = channel.counterparty().chain();
            if (recipient.chain() != there) {
                throw new InvalidInputException(Failure.doing("transferring " + transfer + " to " + recipient)
                        .expected("an account of " + there + ", where " + channel + " leads")
                        .seen("an account of " + recipient.chain())
                        .build());
            }
            return to(recipient.address());
        }

        /**
         * To an address of the channel's other chain; whether it is one, only that chain knows.
         *
         * @return the request, not sent before {@link TransferRequest#send()}
         */
        public TransferRequest to(String address) {
            return new TransferRequest(transfer.from, transfer.coin, channel, address);
        }
    }
}
