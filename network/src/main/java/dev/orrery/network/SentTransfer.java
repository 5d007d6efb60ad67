package dev.orrery.network;

import dev.orrery.base.ChainException;
import dev.orrery.base.Deadline;
import dev.orrery.base.Failure;
import dev.orrery.client.TxResult;
import dev.orrery.ibc.Acknowledgement;
import dev.orrery.ibc.Packet;
import dev.orrery.ibc.PacketLife;
import java.time.Duration;
import java.util.Optional;

/**
 * A transfer that is in a block of the sender's chain, and what becomes of it. Whoever relays it, and from whichever
 * process it is watched: the chains' blocks tell. Without a deadline of its own, each wait lasts 30 s. Thread-safe.
 */
public final class SentTransfer {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Channel channel;
    private final Packet packet;
    private final TxResult tx;

    SentTransfer(Channel channel, Packet packet, TxResult tx) {
        this.channel = channel;
        this.packet = packet;
        this.tx = tx;
    }

    /** The packet that carries it. */
    public Packet packet() {
        return packet;
    }

    /** The transaction that sent it. */
    public TxResult tx() {
        return tx;
    }

    /** The channel, as the sender's chain sees it. */
    public Channel channel() {
        return channel;
    }

    /** As {@link #awaitReceived(Deadline)}, at most 30 s. */
    public PacketLife awaitReceived() {
        return awaitReceived(Deadline.after(PATIENCE));
    }

    /**
     * Waits until the other chain has received it. Whether its application took it, only the acknowledgement tells.
     *
     * @return what has happened to it, with blocks and transactions
     * @throws ChainException as soon as it has timed out
     * @throws dev.orrery.base.DeadlineExceededException if it is not received in time, telling what was seen of it
     */
    public PacketLife awaitReceived(Deadline deadline) {
        return channel.path().watch().awaitReceived(packet, deadline);
    }

    /** As {@link #awaitAcknowledged(Deadline)}, at most 30 s. */
    public PacketLife awaitAcknowledged() {
        return awaitAcknowledged(Deadline.after(PATIENCE));
    }

    /**
     * Waits until the sender's chain knows that the recipient has the coins.
     *
     * @return what has happened to it, with blocks and transactions
     * @throws ChainException as soon as it has timed out, or if the receiving application refused it: then the sender has the
     *     coins again
     * @throws dev.orrery.base.DeadlineExceededException if it is not acknowledged in time, telling what was seen of it
     */
    public PacketLife awaitAcknowledged(Deadline deadline) {
        PacketLife life = channel.path().watch().awaitAcknowledged(packet, deadline);
        Optional<String> error = error(life);
        if (error.isPresent()) {
            throw new ChainException(waiting("taken by " + there(), "refused: " + error.get())
                    .hint("the sender has the coins again")
                    .build());
        }
        return life;
    }

    /** As {@link #awaitRefused(Deadline)}, at most 30 s. */
    public PacketLife awaitRefused() {
        return awaitRefused(Deadline.after(PATIENCE));
    }

    /**
     * Waits until the sender's chain knows that the receiving application refused it, and has given the coins back.
     *
     * @return what has happened to it; why it was refused, its acknowledgement tells
     * @throws ChainException if the recipient has the coins, or it has timed out
     * @throws dev.orrery.base.DeadlineExceededException if it is not acknowledged in time
     */
    public PacketLife awaitRefused(Deadline deadline) {
        PacketLife life = channel.path().watch().awaitAcknowledged(packet, deadline);
        if (error(life).isEmpty()) {
            throw new ChainException(waiting("refused by " + there(), "taken").build());
        }
        return life;
    }

    /** As {@link #awaitTimedOut(Deadline)}, at most 30 s. */
    public PacketLife awaitTimedOut() {
        return awaitTimedOut(Deadline.after(PATIENCE));
    }

    /**
     * Waits until the sender's chain knows that it was never received, and has given the coins back.
     *
     * @return what has happened to it, with blocks and transactions
     * @throws ChainException as soon as it is received
     * @throws dev.orrery.base.DeadlineExceededException if it has not timed out in time, telling what was seen of it
     */
    public PacketLife awaitTimedOut(Deadline deadline) {
        return channel.path().watch().awaitTimedOut(packet, deadline);
    }

    private static Optional<String> error(PacketLife life) {
        return life.acknowledgement().flatMap(Acknowledgement::error);
    }

    private String there() {
        return channel.counterparty().chain().name();
    }

    private Failure.Builder waiting(String expected, String seen) {
        return Failure.doing("waiting for the transfer " + packet)
                .where(channel.toString())
                .expected(expected)
                .seen(seen);
    }

    /** {@code hub-1 transfer/channel-0 #5}. */
    @Override
    public String toString() {
        return packet.toString();
    }
}
