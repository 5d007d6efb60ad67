package dev.orrery.network;

import dev.orrery.base.Failure;
import dev.orrery.base.InvalidInputException;
import dev.orrery.client.Coin;
import dev.orrery.ibc.ChannelEnd;
import dev.orrery.network.NetworkDescription.ChannelDescription;
import dev.orrery.network.NetworkDescription.EndDescription;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A channel as one chain sees it: its own end, and the counterparty's. Immutable and thread-safe. */
public final class Channel {
    private final End near;
    private final End far;

    record End(Chain chain, EndDescription path, ChannelDescription channel) {
        ChannelEnd ask() {
            return chain.ibc().channel(channel.port(), channel.id());
        }

        @Override
        public String toString() {
            return chain.name() + " " + channel.port() + "/" + channel.id();
        }
    }

    Channel(End near, End far) {
        this.near = near;
        this.far = far;
    }

    /** The chain on this side. */
    public Chain chain() {
        return near.chain();
    }

    /** The same channel as the other chain sees it. */
    public Channel counterparty() {
        return new Channel(/* near= */ far, /* far= */ near);
    }

    /** How its path calls it: by default the port, {@code transfer}. */
    public String name() {
        return near.channel().name();
    }

    /** {@code transfer}. */
    public String port() {
        return near.channel().port();
    }

    /** {@code channel-0}; the other end may have another number. */
    public String id() {
        return near.channel().id();
    }

    /** What the modules on both sides speak: {@code ics20-1}. */
    public String version() {
        return near.channel().version();
    }

    /** {@code connection-0}. */
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
        return near.ask().state();
    }

    /** Whether both ends are open, asked of both chains. */
    public boolean isOpen() {
        return near.ask().isOpen() && far.ask().isOpen();
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
     * What the other chain calls a coin of this chain that was sent to it over this channel: the same amount of
     * {@code ibc/HASH}, where HASH is the upper-case hexadecimal SHA-256 of the receiving end and the denom,
     * {@code transfer/channel-0/uatom} (ICS-20; ADR-001 of ibc-go).
     *
     * @throws InvalidInputException if the coin is a voucher itself, whose trace this cannot know
     */
    public Coin voucher(Coin sent) {
        if (sent.denom().startsWith("ibc/")) {
            throw new InvalidInputException(Failure.doing("computing the voucher of " + sent + " over " + this)
                    .expected("a coin that is native to " + chain().name())
                    .seen("a voucher")
                    .build());
        }
        String trace = far.channel().port() + "/" + far.channel().id() + "/" + sent.denom();
        return new Coin(sent.amount(), "ibc/" + HexFormat.of().withUpperCase().formatHex(sha256(trace)));
    }

    /** {@code hub transfer/channel-0 <-> zone transfer/channel-0}. */
    @Override
    public String toString() {
        return near + " <-> " + far;
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }
}
