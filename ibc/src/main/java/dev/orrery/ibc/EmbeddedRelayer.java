package dev.orrery.ibc;

import dev.orrery.base.ChainException;
import dev.orrery.base.Deadline;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Relays the packets, acknowledgements and time-outs of one path in both directions (ICS-04, ICS-18), until it is closed.
 * It follows the events of both chains, and finds by their state what was on its way before it began; so it may be ended
 * and begun at any time, and there may be several on one path.
 *
 * <p>A test can hold it and do single steps itself. Thread-safe.
 */
public final class EmbeddedRelayer implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final PathWatch watch;
    private final RelaySteps steps;
    private final AtomicBoolean held = new AtomicBoolean();
    private final AtomicInteger patience;
    private final List<RelayLane> lanes;

    private EmbeddedRelayer(PathWatch watch, RelayerOptions options) {
        this.watch = watch;
        this.steps = new RelaySteps(watch.path());
        this.patience = new AtomicInteger(options.patience());
        this.lanes = List.of(
                new RelayLane(watch, watch.path().a(), options, patience::get, held),
                new RelayLane(watch, watch.path().b(), options, patience::get, held));
    }

    /**
     * Begins to relay.
     *
     * @throws ChainException if one of the chains cannot be reached
     */
    public static EmbeddedRelayer start(PathEnds path, RelayerOptions options) {
        PathWatch watch = PathWatch.start(path, options.journal());
        boolean started = false;
        try {
            EmbeddedRelayer relayer = new EmbeddedRelayer(watch, options);
            watch.pendingPackets();
            ChannelKeeper channels = new ChannelKeeper(path);
            watch.onEvent(channels::seen);
            channels.catchUp();
            relayer.lanes.forEach(RelayLane::start);
            started = true;
            return relayer;
        } finally {
            if (!started) {
                watch.close();
            }
        }
    }

    public PathEnds path() {
        return watch.path();
    }

    /** What happens on the path. */
    public PathWatch watch() {
        return watch;
    }

    /** The single steps, with whatever proofs; for those who test what chains refuse. */
    public RelaySteps steps() {
        return steps;
    }

    /**
     * Stops relaying until {@link #release()}. When this returns, nothing of this relayer is under way.
     *
     * @throws dev.orrery.base.DeadlineExceededException if a transaction that it sent is in no block after 30 s
     */
    public void hold() {
        held.set(true);
        Deadline deadline = Deadline.after(PATIENCE);
        lanes.forEach(lane -> lane.awaitIdle(deadline));
    }

    /** Goes on, beginning with what has piled up. */
    public void release() {
        held.set(false);
        watch.log().wake();
    }

    public boolean isHeld() {
        return held.get();
    }

    /** Leaves nothing to others any more: the {@link RelayerOptions#patience() patience} that it began with is over. */
    public void takeOver() {
        patience.set(0);
        watch.log().wake();
    }

    /** The packets on their way in both directions, as both chains have them now; by channel and sequence. */
    public List<PendingPacket> pendingPackets() {
        return watch.pendingPackets();
    }

    /**
     * Delivers one packet now, held or not, at most within 30 s. Out of order and repeatedly too: the result shows what the
     * chain made of it.
     *
     * @throws ChainException if the chain refuses it, or if the packet is acknowledged or timed out
     */
    public Delivery relay(Packet packet) {
        return steps.relay(packet, Deadline.after(PATIENCE));
    }

    /**
     * Delivers the acknowledgement of one packet now, held or not, at most within 30 s.
     *
     * @throws ChainException if the chain refuses it
     * @throws dev.orrery.base.DeadlineExceededException if the receiving application has not answered
     */
    public Delivery relayAcknowledgement(Packet packet) {
        Deadline deadline = Deadline.after(PATIENCE);
        PacketLife life = watch.awaitAnswered(packet, deadline);
        return steps.relayAcknowledgement(packet, life.acknowledgement().orElseThrow(), deadline);
    }

    /**
     * Times one packet out, held or not: waits, at most 30 s, until the receiving chain is past its time-out.
     *
     * @throws ChainException if the chain refuses it, as when the packet was received
     * @throws dev.orrery.base.DeadlineExceededException if the time has not come
     */
    public Delivery timeOut(Packet packet) {
        IbcChain source = watch.path().source(packet.id()).chain();
        boolean ordered = !packet.id().isV2()
                && source.queries()
                        .channel(packet.sourcePort(), packet.sourceChannel())
                        .ordering()
                        .equals("ordered");
        return steps.timeOut(packet, ordered, Deadline.after(PATIENCE));
    }

    /** What happened on the path since this relayer began, and to the packets that were on their way then. */
    public Timeline timeline() {
        return watch.timeline();
    }

    /** Ends at once; a transaction that is under way may still come into a block, and does no harm. */
    @Override
    public void close() {
        lanes.forEach(RelayLane::close);
        watch.close();
    }
}
