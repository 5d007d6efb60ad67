package dev.orrery.ibc;

import dev.orrery.base.ChainException;
import dev.orrery.base.Deadline;
import dev.orrery.base.DeadlineExceededException;
import dev.orrery.base.Failure;
import dev.orrery.client.rpc.Head;
import dev.orrery.ibc.PacketEvent.Kind;
import dev.orrery.ibc.internal.PacketSearch;
import dev.orrery.ibc.internal.SeenEvent;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Follows what happens to the packets (ICS-04) of a path, from the blocks of both chains, whoever relays them.
 * A chain that cannot be reached for a while is caught up with later; nothing is missed. Thread-safe.
 */
public final class PathWatch implements AutoCloseable {
    /** On which chain an event happens, and by what end of the channel it is found there. */
    private static final Map<Kind, String> TYPES = Map.of(
            Kind.SENT, "send_packet",
            Kind.RECEIVED, "recv_packet",
            Kind.ACKNOWLEDGEMENT_WRITTEN, "write_acknowledgement",
            Kind.ACKNOWLEDGED, "acknowledge_packet",
            Kind.TIMED_OUT, "timeout_packet");

    private static final Map<String, String> SIDES = TYPES.entrySet().stream()
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getValue, type -> side(type.getKey())));

    private final PathEnds path;
    private final PathLog log;
    private final List<BiConsumer<PathEnd, SeenEvent>> listeners = new CopyOnWriteArrayList<>();
    private final ChainFollower a;
    private final ChainFollower b;

    private PathWatch(PathEnds path, Consumer<String> journal) {
        this.path = path;
        this.log = new PathLog(path);
        this.a = follower(path.a(), journal);
        this.b = follower(path.b(), journal);
        log.reached(path.a(), a.start());
        log.reached(path.b(), b.start());
    }

    /**
     * Begins with the newest blocks of both chains.
     *
     * @throws ChainException if one of them cannot be reached
     */
    public static PathWatch start(PathEnds path) {
        return start(path, line -> {});
    }

    static PathWatch start(PathEnds path, Consumer<String> journal) {
        PathWatch watch = new PathWatch(path, journal);
        watch.a.run();
        watch.b.run();
        return watch;
    }

    public PathEnds path() {
        return path;
    }

    /** Everything that was seen since the start, and what was looked up of packets that are older. */
    public Timeline timeline() {
        return log.timeline();
    }

    /**
     * Reads from the chains, not from what was followed, everything that ever happened on the path's channels.
     *
     * @throws ChainException if a chain cannot be reached
     */
    public static Timeline history(PathEnds path) {
        PathLog log = new PathLog(path);
        for (PathEnd end : List.of(path.a(), path.b())) {
            PacketSearch search = new PacketSearch(end.chain().rpc());
            for (ChannelEnd channel : path.channels(end)) {
                search.all(SIDES, channel.port(), channel.id(), seen -> log.record(end, seen));
            }
        }
        for (PathEnd end : List.of(path.a(), path.b())) {
            PacketSearch search = new PacketSearch(end.chain().rpc());
            for (ChannelEnd channel : path.channels(end)) {
                List<Long> unanswered = log.unanswered(end, channel);
                search.find(
                        "write_acknowledgement",
                        "dst",
                        channel.port(),
                        channel.id(),
                        new PacketQueries(end.chain().rpc()).acknowledgements(channel.port(), channel.id(), unanswered),
                        seen -> log.record(end, seen));
            }
        }
        return log.timeline();
    }

    /** The packets on their way in both directions, as both chains have them now; by channel and sequence. */
    public List<PendingPacket> pendingPackets() {
        return new PendingPackets(path, log).find();
    }

    /**
     * Waits until the other chain has received a packet.
     *
     * @throws ChainException as soon as the packet has timed out
     * @throws DeadlineExceededException if it is not received in time, telling what has happened to it
     */
    public PacketLife awaitReceived(Packet packet, Deadline deadline) {
        return await(packet, Kind.RECEIVED, Kind.TIMED_OUT, deadline);
    }

    /**
     * Waits until the sender knows the answer. Whether that is an error, {@link PacketLife#acknowledgement()} tells.
     *
     * @throws ChainException as soon as the packet has timed out
     * @throws DeadlineExceededException if it is not acknowledged in time, telling what has happened to it
     */
    public PacketLife awaitAcknowledged(Packet packet, Deadline deadline) {
        return await(packet, Kind.ACKNOWLEDGED, Kind.TIMED_OUT, deadline);
    }

    /**
     * Waits until the sender knows that a packet was never received.
     *
     * @throws ChainException as soon as the packet is received
     * @throws DeadlineExceededException if it is not timed out in time, telling what has happened to it
     */
    public PacketLife awaitTimedOut(Packet packet, Deadline deadline) {
        return await(packet, Kind.TIMED_OUT, Kind.RECEIVED, deadline);
    }

    /**
     * Waits until the receiver's application has answered, so that the acknowledgement is known.
     *
     * @throws ChainException as soon as the packet has timed out
     * @throws DeadlineExceededException if it has not answered in time, telling what has happened to the packet
     */
    public PacketLife awaitAnswered(Packet packet, Deadline deadline) {
        return await(packet, Kind.ACKNOWLEDGEMENT_WRITTEN, Kind.TIMED_OUT, deadline);
    }

    /**
     * Waits until nobody has relayed something for a while that could have been relayed: a packet, an acknowledgement or a
     * time-out.
     *
     * @param blocks how many blocks both chains make meanwhile
     * @return false if it did not come to that before the deadline
     */
    public boolean awaitNeglected(int blocks, Deadline deadline) {
        return new Neglect(path, log, blocks).await(deadline);
    }

    @Override
    public void close() {
        a.close();
        b.close();
        log.wake();
    }

    PathLog log() {
        return log;
    }

    /** Tells every event that is seen from now on, in the thread that follows the chain. */
    void onEvent(BiConsumer<PathEnd, SeenEvent> listener) {
        listeners.add(listener);
    }

    private PacketLife await(Packet packet, Kind wanted, Kind instead, Deadline deadline) {
        boolean lookedUp = false;
        Head sourceNow = path.source(packet.id()).chain().client().rpc().head();
        while (true) {
            long version = log.version();
            PacketLife life = log.life(packet.id());
            if (life != null
                    && life.has(wanted)
                    && (wanted != Kind.ACKNOWLEDGED
                            || lookedUp
                            || life.acknowledgement().isPresent())) {
                return life;
            }
            if (life != null && life.has(instead)) {
                throw otherwise(packet, wanted, life);
            }
            boolean caughtUp = log.head(path.source(packet.id())).height() >= sourceNow.height();
            if (!lookedUp && caughtUp && isOlder(packet, life)) {
                lookedUp = true;
                lookUp(packet);
                continue;
            }
            PacketLife last = life;
            if (!log.awaitChange(version, deadline, () -> missed(packet, wanted, last, deadline))) {
                throw new DeadlineExceededException(missed(packet, wanted, log.life(packet.id()), deadline));
            }
        }
    }

    /** Whether something may have happened to it before this watch began. */
    private boolean isOlder(Packet packet, @Nullable PacketLife life) {
        ChainFollower source = path.source(packet.id()).equals(path.a()) ? a : b;
        return life == null
                || life.event(Kind.SENT)
                        .map(sent -> sent.height() <= source.start().height())
                        .orElse(true);
    }

    private void lookUp(Packet packet) {
        TYPES.forEach((kind, type) -> {
            boolean here = side(kind).equals("src");
            PathEnd on = here ? path.source(packet.id()) : path.destination(packet.id());
            new PacketSearch(on.chain().rpc())
                    .find(
                            type,
                            side(kind),
                            here ? packet.sourcePort() : packet.destinationPort(),
                            here ? packet.sourceChannel() : packet.destinationChannel(),
                            List.of(packet.sequence()),
                            seen -> log.record(on, seen));
        });
    }

    private static String side(Kind kind) {
        return kind == Kind.RECEIVED || kind == Kind.ACKNOWLEDGEMENT_WRITTEN ? "dst" : "src";
    }

    private ChainFollower follower(PathEnd end, Consumer<String> journal) {
        return new ChainFollower(
                end,
                head -> log.announced(end, head),
                (events, head) -> {
                    events.forEach(seen -> {
                        log.record(end, seen);
                        listeners.forEach(listener -> listener.accept(end, seen));
                    });
                    log.reached(end, head);
                },
                this::pendingPackets,
                journal);
    }

    private ChainException otherwise(Packet packet, Kind wanted, PacketLife life) {
        return new ChainException(Failure.doing("waiting for " + packet)
                .where(path.toString())
                .expected(words(wanted))
                .seen(events(life))
                .build());
    }

    private Failure missed(Packet packet, Kind wanted, @Nullable PacketLife life, Deadline deadline) {
        return Failure.doing("waiting for " + packet)
                .where(path.toString())
                .expected(words(wanted) + " within " + deadline.total())
                .seen((life == null ? "nothing of it" : events(life)) + "; "
                        + path.a().chain() + " is at block "
                        + log.head(path.a()).height() + ", " + path.b().chain() + " at "
                        + log.head(path.b()).height())
                .hint("is the path held, its client expired, or nobody there to relay?")
                .build();
    }

    private static String words(Kind kind) {
        return "it to be " + kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String events(PacketLife life) {
        return life.inOrder().stream()
                .map(event -> event.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ') + " on " + event.chainId()
                        + " in block " + event.height())
                .collect(Collectors.joining(", "));
    }
}
