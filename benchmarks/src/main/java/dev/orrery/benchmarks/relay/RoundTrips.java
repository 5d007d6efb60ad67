package dev.orrery.benchmarks.relay;

import dev.orrery.base.Deadline;
import dev.orrery.base.DeadlineExceededException;
import dev.orrery.benchmarks.measure.Samples;
import dev.orrery.client.TxResult;
import dev.orrery.client.modules.Denom;
import dev.orrery.client.tx.Msg;
import dev.orrery.ibc.Packet;
import dev.orrery.ibc.PathWatch;
import dev.orrery.network.Account;
import dev.orrery.network.Chain;
import dev.orrery.network.Channel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Packets on one path, from their sending until the sender has seen their acknowledgements. */
final class RoundTrips {
    /** Longer than anything is waited for, so that no packet times out. */
    private static final Duration TIMEOUT = Duration.ofHours(1);

    private static final int IN_ONE_TRANSACTION = 100;

    private final PathWatch watch;
    private final Channel channel;
    private final Chain there;
    private final Account sender;
    private final Account receiver;
    private Duration blocks = Duration.ZERO;
    private Optional<Packet> late = Optional.empty();
    private long sent;

    RoundTrips(PathWatch watch, Channel channel, Chain to) {
        this.watch = watch;
        this.channel = channel;
        this.there = to;
        this.sender =
                channel.chain().fundedAccount("1000000000" + channel.chain().denom());
        this.receiver = to.newAccount();
    }

    /**
     * What came of many packets.
     *
     * @param took until the last was acknowledged, or the limit was reached
     * @param lost acknowledged, but not received
     * @param doubled received more often than sent
     */
    record Burst(long sent, int acknowledged, Duration took, long lost, long doubled) {
        boolean isComplete() {
            return acknowledged == sent;
        }
    }

    /**
     * One packet after the other, each from before its transaction is broadcast; the first, which opens connections, does
     * not count.
     *
     * @param limit no packet is sent after it, and none is waited for longer; one that is not acknowledged by then is none
     *     of the samples
     */
    Samples oneByOne(int packets, Duration limit) {
        Deadline deadline = Deadline.after(limit);
        Samples times = new Samples();
        Optional<Duration> first = one(deadline);
        long start = System.nanoTime();
        long heightHere = channel.chain().height();
        long heightThere = there.height();
        while (first.isPresent() && times.count() < packets && !deadline.passed()) {
            one(deadline).ifPresent(times::add);
        }
        long took = System.nanoTime() - start;
        blocks = Duration.ofNanos(took / Math.max(1, channel.chain().height() - heightHere)
                + took / Math.max(1, there.height() - heightThere));
        return times;
    }

    /** What one block of each chain took together, while packets went one by one. */
    Duration blocks() {
        return blocks;
    }

    private Optional<Duration> one(Deadline deadline) {
        long start = System.nanoTime();
        Packet packet = send(1).getFirst();
        try {
            var _ = watch.awaitAcknowledged(packet, deadline);
            return Optional.of(Duration.ofNanos(System.nanoTime() - start));
        } catch (DeadlineExceededException e) {
            late = Optional.of(packet);
            return Optional.empty();
        }
    }

    /** The packet that was not acknowledged before the limit of {@link #oneByOne}. */
    Optional<Packet> late() {
        return late;
    }

    /** Many packets, as fast as one account can send them. */
    Burst many(int packets, Duration limit) {
        long start = System.nanoTime();
        Deadline deadline = Deadline.after(limit);
        List<Packet> all = new ArrayList<>();
        while (all.size() < packets) {
            all.addAll(send(Math.min(IN_ONE_TRANSACTION, packets - all.size())));
        }
        int acknowledged = 0;
        for (Packet packet : all) {
            try {
                var _ = watch.awaitAcknowledged(packet, deadline);
                acknowledged++;
            } catch (DeadlineExceededException e) {
                // The others may be there; they are counted without waiting.
            }
        }
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        long missing = sent - received();
        return new Burst(
                packets, acknowledged, took, acknowledged == packets ? Math.max(0, missing) : 0, Math.max(0, -missing));
    }

    private long received() {
        String voucher = Denom.of(channel.chain().denom())
                .receivedThrough(
                        channel.counterparty().port(), channel.counterparty().id())
                .onChain();
        return receiver.balance(voucher).amount().longValueExact();
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
                        Long.toString(Instant.now().plus(TIMEOUT).toEpochMilli() * 1_000_000)));
        TxResult tx = channel.chain()
                .client()
                .tx(sender.key(), Collections.nCopies(packets, transfer))
                .send();
        sent += packets;
        return Packet.sent(channel.chain().chainId(), tx.events());
    }
}
