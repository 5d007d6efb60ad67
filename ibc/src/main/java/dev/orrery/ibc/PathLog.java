package dev.orrery.ibc;

import dev.orrery.base.Deadline;
import dev.orrery.base.Failure;
import dev.orrery.client.Event;
import dev.orrery.client.rpc.Head;
import dev.orrery.ibc.PacketEvent.Kind;
import dev.orrery.ibc.internal.SeenEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a path's packets, and how far its chains are. Facts are only ever added, so it does not matter in which
 * order, or how often, they are learnt. Thread-safe.
 */
final class PathLog {
    private static final Map<String, Kind> KINDS = Map.of(
            "send_packet", Kind.SENT,
            "recv_packet", Kind.RECEIVED,
            "write_acknowledgement", Kind.ACKNOWLEDGEMENT_WRITTEN,
            "acknowledge_packet", Kind.ACKNOWLEDGED,
            "timeout_packet", Kind.TIMED_OUT);

    private static final Head NONE = new Head(0, Instant.EPOCH);

    private final PathEnds path;
    private final ClosedChannels closed = new ClosedChannels();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<PacketId, PacketLife> lives = new LinkedHashMap<>();
    private final Map<PacketId, PacketLife> open = new LinkedHashMap<>();
    private final Map<String, Head> heads = new HashMap<>();
    private final Map<String, Head> proving = new HashMap<>();
    private long version;

    PathLog(PathEnds path) {
        this.path = path;
    }

    /** Takes note of an event that was seen on one end's chain; others than those of packets of this path are ignored. */
    void record(PathEnd on, SeenEvent seen) {
        Kind kind = KINDS.get(seen.event().type());
        if (closed.record(on, seen) || kind == null || !ofPath(on, kind, seen.event())) {
            return;
        }
        PathEnd source = isOfSender(kind) ? on : path.opposite(on);
        Optional<Packet> packet = Packet.of(source.chain().chainId(), seen.event());
        if (packet.isEmpty()) {
            return;
        }
        boolean ordered =
                seen.event().attribute("packet_channel_ordering").orElse("").equals("ORDER_ORDERED");
        PacketEvent event =
                new PacketEvent(kind, packet.get().id(), on.chain().chainId(), seen.height(), seen.txHash());
        Optional<Acknowledgement> answer = Acknowledgement.of(seen.event());
        lock.lock();
        try {
            PacketLife life = lives.getOrDefault(packet.get().id(), PacketLife.of(packet.get(), ordered))
                    .with(packet.get())
                    .with(event);
            keep(answer.isPresent() ? life.with(answer.get()) : life);
        } finally {
            lock.unlock();
        }
    }

    /** The ends of channels that are known to be closed. */
    ClosedChannels closed() {
        return closed;
    }

    /** The newest block of an end: the events of all before it are recorded, so what it proves is known. */
    void announced(PathEnd end, Head head) {
        note(proving, end, head);
    }

    /** The newest block of an end whose events are all recorded. */
    void reached(PathEnd end, Head head) {
        note(heads, end, head);
    }

    /** The newest block whose events are all recorded. */
    Head head(PathEnd end) {
        return newest(heads, end);
    }

    /** The newest block whose header can prove all that is recorded of the blocks before it; it may be one more. */
    Head proving(PathEnd end) {
        Head read = head(end);
        Head announced = newest(proving, end);
        return announced.height() > read.height() ? announced : read;
    }

    private void note(Map<String, Head> map, PathEnd end, Head head) {
        lock.lock();
        try {
            map.put(end.chain().chainId(), head);
            signal();
        } finally {
            lock.unlock();
        }
    }

    private Head newest(Map<String, Head> map, PathEnd end) {
        lock.lock();
        try {
            return map.getOrDefault(end.chain().chainId(), NONE);
        } finally {
            lock.unlock();
        }
    }

    /** The packets whose life has not ended. */
    List<PacketLife> open() {
        lock.lock();
        try {
            return List.copyOf(open.values());
        } finally {
            lock.unlock();
        }
    }

    /** The packets that were received at this end of a channel, and whose answer is not known. */
    List<Long> unanswered(PathEnd on, ChannelEnd channel) {
        lock.lock();
        try {
            return lives.values().stream()
                    .filter(life -> life.has(Kind.RECEIVED) && !life.has(Kind.ACKNOWLEDGEMENT_WRITTEN))
                    .map(PacketLife::packet)
                    .filter(packet -> path.destination(packet.id()).equals(on)
                            && packet.destinationPort().equals(channel.port())
                            && packet.destinationChannel().equals(channel.id()))
                    .map(Packet::sequence)
                    .toList();
        } finally {
            lock.unlock();
        }
    }

    @Nullable
    PacketLife life(PacketId id) {
        lock.lock();
        try {
            return lives.get(id);
        } finally {
            lock.unlock();
        }
    }

    Timeline timeline() {
        lock.lock();
        try {
            return new Timeline(new ArrayList<>(lives.values()));
        } finally {
            lock.unlock();
        }
    }

    /** Grows with everything that is recorded. */
    long version() {
        lock.lock();
        try {
            return version;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until something is recorded after that version.
     *
     * @return whether something was in time
     */
    boolean awaitChange(long since, Deadline deadline, Supplier<Failure> onCancel) {
        lock.lock();
        try {
            while (version == since) {
                if (!deadline.await(changed, onCancel) && version == since) {
                    return false;
                }
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Whether what a chain had to be told is known to have happened, whoever told it. */
    boolean isSettled(RelayTask task) {
        PacketLife life = life(task.packet().id());
        return life != null && (life.has(task.kind()) || life.ended());
    }

    /** Wakes all who wait, for reasons of their own. */
    void wake() {
        lock.lock();
        try {
            signal();
        } finally {
            lock.unlock();
        }
    }

    private void keep(PacketLife life) {
        PacketId id = life.packet().id();
        lives.put(id, life);
        if (life.ended()) {
            open.remove(id);
        } else {
            open.put(id, life);
        }
        signal();
    }

    private void signal() {
        version++;
        changed.signalAll();
    }

    /** Whether it happens on the chain that sent the packet. */
    private static boolean isOfSender(Kind kind) {
        return kind == Kind.SENT || kind == Kind.ACKNOWLEDGED || kind == Kind.TIMED_OUT;
    }

    /** Events of other paths' channels are in the same blocks. ibc-go v7 names the connection in another attribute. */
    private static boolean ofPath(PathEnd on, Kind kind, Event event) {
        if (on.isV2()) {
            String client = isOfSender(kind) ? "packet_source_client" : "packet_dest_client";
            return event.attribute(client).map(on.clientId()::equals).orElse(false);
        }
        return event.attribute("connection_id")
                .or(() -> event.attribute("packet_connection"))
                .map(on.connectionId()::equals)
                .orElse(false);
    }
}
