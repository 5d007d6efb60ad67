package dev.orrery.benchmarks;

import dev.orrery.base.Deadline;
import dev.orrery.base.DeadlineExceededException;
import dev.orrery.client.TxResult;
import dev.orrery.client.modules.Denom;
import dev.orrery.client.tx.Msg;
import dev.orrery.ibc.Packet;
import dev.orrery.ibc.PacketEvent.Kind;
import dev.orrery.ibc.PacketLife;
import dev.orrery.ibc.PathWatch;
import dev.orrery.network.Account;
import dev.orrery.network.Chain;
import dev.orrery.network.Channel;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Packets on one path, from their sending until the sender has seen their acknowledgements. */
final class RoundTrips {
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int IN_ONE_TRANSACTION = 100;

    private final PathWatch watch;
    private final Channel channel;
    private final Account sender;
    private final Account receiver;
    private final Samples times = new Samples();
    private final Samples sourceBlocks = new Samples();
    private long sent;
    private int unacknowledged;

    RoundTrips(PathWatch watch, Channel channel, Chain to) {
        this.watch = watch;
        this.channel = channel;
        this.sender =
                channel.chain().fundedAccount("1000000000" + channel.chain().denom());
        this.receiver = to.newAccount();
    }

    /** One packet, from before its transaction is broadcast. */
    void one() {
        long start = System.nanoTime();
        Packet packet = send(1).getFirst();
        PacketLife life = watch.awaitAcknowledged(packet, Deadline.after(PATIENCE));
        times.add(Duration.ofNanos(System.nanoTime() - start));
        long blocks = life.event(Kind.ACKNOWLEDGED).orElseThrow().height()
                - life.event(Kind.SENT).orElseThrow().height();
        sourceBlocks.add(Duration.ofSeconds(blocks));
    }

    /** Many packets, as fast as one account can send them; returns how long until the last is acknowledged. */
    Duration many(int packets) {
        long start = System.nanoTime();
        List<Packet> all = new ArrayList<>();
        while (all.size() < packets) {
            all.addAll(send(Math.min(IN_ONE_TRANSACTION, packets - all.size())));
        }
        Deadline deadline = Deadline.after(PATIENCE);
        for (Packet packet : all) {
            try {
                var _ = watch.awaitAcknowledged(packet, deadline);
            } catch (DeadlineExceededException e) {
                unacknowledged++;
            }
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** What it took from the broadcast to the acknowledgement of single packets. */
    Samples times() {
        return times;
    }

    /** How many blocks of the sending chain lay between, as seconds. */
    Samples sourceBlocks() {
        return sourceBlocks;
    }

    /** Of how many packets the sender has not heard in time, though they may have been received. */
    int unacknowledged() {
        return unacknowledged;
    }

    /** How many of the packets were lost (positive), or received twice (negative). */
    BigInteger missing() {
        String voucher = Denom.of(channel.chain().denom())
                .receivedThrough(
                        channel.counterparty().port(), channel.counterparty().id())
                .onChain();
        return BigInteger.valueOf(sent).subtract(receiver.balance(voucher).amount());
    }

    private List<Packet> send(int packets) {
        Msg transfer = Msg.of(
                "/ibc.applications.transfer.v1.MsgTransfer",
                Map.of(
                        "source_port",
                        channel.port(),
                        "source_channel",
                        channel.id(),
                        "token",
                        Map.of("denom", channel.chain().denom(), "amount", "1"),
                        "sender",
                        sender.address(),
                        "receiver",
                        receiver.address(),
                        "timeout_timestamp",
                        Long.toString(Instant.now().plus(PATIENCE).toEpochMilli() * 1_000_000)));
        TxResult tx = channel.chain()
                .client()
                .tx(sender.key(), Collections.nCopies(packets, transfer))
                .send();
        sent += packets;
        return Packet.sent(channel.chain().chainId(), tx.events());
    }
}
