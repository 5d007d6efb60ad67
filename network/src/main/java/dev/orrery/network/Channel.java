package dev.orrery.network;

import dev.orrery.client.Coin;
import dev.orrery.client.modules.Denom;
import dev.orrery.client.modules.Transfer;
import dev.orrery.ibc.ChannelEnd;
import dev.orrery.network.NetworkDescription.ChannelDescription;
import dev.orrery.network.NetworkDescription.EndDescription;

/** A channel as one chain sees it: its own end, and the counterparty's. Immutable and thread-safe. */
public final class Channel {
    private final RelayPath path;
    private final End near;
    private final End far;

    record End(Chain chain, EndDescription path, ChannelDescription channel) {
        /** What is between clients is open as long as these are Active. */
        boolean isOpen() {
            return path.connectionId().isEmpty() || ask().isOpen();
        }

        ChannelEnd ask() {
            return chain.ibc().channel(channel.port(), channel.id());
        }

        @Override
        public String toString() {
            return chain.name() + " " + channel.port() + "/" + channel.id();
        }
    }

    Channel(RelayPath path, End near, End far) {
        this.path = path;
        this.near = near;
        this.far = far;
    }

    /** The path that it belongs to. */
    public RelayPath path() {
        return path;
    }

    /** The chain on this side. */
    public Chain chain() {
        return near.chain();
    }

    /** The same channel as the other chain sees it. */
    public Channel counterparty() {
        return new Channel(path, /* near= */ far, /* far= */ near);
    }

    /** How its path calls it: by default the port, {@code transfer}. */
    public String name() {
        return near.channel().name();
    }

    /** {@code transfer}. */
    public String port() {
        return near.channel().port();
    }

    /** {@code channel-0}; the other end may have another number. In IBC v2 {@link #clientId()}. */
    public String id() {
        return near.channel().id();
    }

    /** What the modules on both sides speak: {@code ics20-1}. */
    public String version() {
        return near.channel().version();
    }

    /** {@code unordered}, or {@code ordered}: packets are received in the order of their sending. */
    public String ordering() {
        return near.channel().ordering();
    }

    /** Whether it stands for what goes from light client to light client in IBC v2, which has no channels. */
    public boolean isV2() {
        return connectionId().isEmpty();
    }

    /** {@code connection-0}; empty in IBC v2. */
    public String connectionId() {
        return near.path().connectionId();
    }

    /** This chain's light client of the other: {@code 07-tendermint-0}. */
    public String clientId() {
        return near.path().clientId();
    }

    /**
     * The state of this end, asked of the chain: {@code OPEN}, {@code CLOSED}, …
     *
     * @throws dev.orrery.base.ChainException if the chain refuses, or cannot be reached
     */
    public String state() {
        return isV2() ? "OPEN" : near.ask().state();
    }

    /** Whether both ends are open, asked of both chains. */
    public boolean isOpen() {
        return near.isOpen() && far.isOpen();
    }

    /**
     * How this chain's light client of the other is: {@code Active}, {@code Expired}, {@code Frozen} or {@code Unknown}.
     *
     * @throws dev.orrery.base.ChainException if the chain refuses, or cannot be reached
     */
    public String clientStatus() {
        return chain().ibc().clientStatus(clientId());
    }

    /**
     * What the other chain calls a coin of this chain that was sent to it over this channel (ICS-20): the same amount of
     * {@code ibc/HASH}; or, of a voucher that has come over this channel, what it was before. Where a voucher comes from is
     * asked of this chain.
     *
     * @throws dev.orrery.base.ChainException if this chain does not know the voucher, or cannot be reached
     */
    public Coin voucher(Coin sent) {
        return new Coin(sent.amount(), voucherTrace(sent.denom()).onChain());
    }

    /** As {@link #voucher}, with where it comes from. */
    public Denom voucherTrace(String denom) {
        Denom here = chain().trace(denom);
        Denom.Hop came = new Denom.Hop(port(), id());
        return !here.hops().isEmpty() && here.hops().getFirst().equals(came)
                ? here.returnedThrough(port(), id())
                : here.receivedThrough(far.channel().port(), far.channel().id());
    }

    /**
     * The address that holds what was sent from this side over this channel, until it comes back (ICS-20; ibc-go transfer
     * {@code GetEscrowAddress}, ADR-028).
     */
    public String escrowAddress() {
        return Transfer.escrowAddress(chain().prefix(), port(), id());
    }

    /**
     * How much of a denom is held until it comes back.
     *
     * @throws dev.orrery.base.ChainException if the chain cannot be reached
     */
    public Coin escrowed(String denom) {
        return chain().client().balance(escrowAddress(), denom);
    }

    /** {@code hub transfer/channel-0 <-> zone transfer/channel-0}. */
    @Override
    public String toString() {
        return near + " <-> " + far;
    }
}
