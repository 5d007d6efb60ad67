package dev.orrery.ibc;

import dev.orrery.client.rpc.CometRpc;
import dev.orrery.ibc.internal.PacketSearch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds from the state of both chains which packets are on their way (ICS-04): those whose commitment the sender still
 * keeps, split into received ones and others by asking the receiver. What the state does not tell, such as their data, is
 * looked up in the events.
 */
final class PendingPackets {
    private final PathEnds path;
    private final PathLog log;

    PendingPackets(PathEnds path, PathLog log) {
        this.path = path;
        this.log = log;
    }

    /** Those in both directions, as the chains have them now; by channel and sequence. Whatever is learnt is recorded. */
    List<PendingPacket> find() {
        List<PendingPacket> pending = new ArrayList<>();
        for (PathEnd source : List.of(path.a(), path.b())) {
            for (ChannelEnd channel : path.channels(source)) {
                if (channel.state().equals("CLOSED")) {
                    log.closed()
                            .record(
                                    source,
                                    channel.port(),
                                    channel.id(),
                                    log.head(source).height());
                }
                if (!channel.counterpartyId().isEmpty()) {
                    pending.addAll(find(source, channel));
                }
            }
        }
        return pending;
    }

    /**
     * Looks up whether what a chain was told is there already, for tasks that it refuses: another relayer may have been faster
     * before this one began to follow.
     */
    void confirm(List<RelayTask> tasks) {
        Map<List<Object>, List<RelayTask>> byChannel = tasks.stream().collect(Collectors.groupingBy(task -> {
            PacketId id = task.packet().id();
            return List.of(task.kind(), id.chainId(), id.port(), id.channel());
        }));
        byChannel.values().forEach(this::confirmChannel);
    }

    /** @param tasks of one kind and one channel */
    private void confirmChannel(List<RelayTask> tasks) {
        Packet first = tasks.getFirst().packet();
        PathEnd source = path.source(first.id());
        PathEnd destination = path.opposite(source);
        List<Long> sequences =
                tasks.stream().map(task -> task.packet().sequence()).toList();
        if (tasks.getFirst().kind() == PacketEvent.Kind.RECEIVED) {
            String port = first.destinationPort();
            String channel = first.destinationChannel();
            List<Long> unreceived = new PacketQueries(destination.chain().rpc()).unreceived(port, channel, sequences);
            search(destination, "write_acknowledgement", "dst", port, channel, without(sequences, unreceived));
            search(destination, "recv_packet", "dst", port, channel, without(sequences, unreceived));
        } else {
            String port = first.sourcePort();
            String channel = first.sourceChannel();
            List<Long> alive = new PacketQueries(source.chain().rpc()).commitments(port, channel);
            search(source, "acknowledge_packet", "src", port, channel, without(sequences, alive));
            search(
                    source,
                    "timeout_packet",
                    "src",
                    port,
                    channel,
                    without(sequences, alive).stream()
                            .filter(sequence ->
                                    !ended(new PacketId(source.chain().chainId(), port, channel, sequence)))
                            .toList());
        }
    }

    private boolean ended(PacketId id) {
        PacketLife life = log.life(id);
        return life != null && life.ended();
    }

    private static List<Long> without(List<Long> all, List<Long> some) {
        return all.stream().filter(sequence -> !some.contains(sequence)).toList();
    }

    private List<PendingPacket> find(PathEnd source, ChannelEnd channel) {
        PathEnd destination = path.opposite(source);
        PacketQueries there = new PacketQueries(destination.chain().rpc());
        List<Long> sent = new PacketQueries(source.chain().rpc()).commitments(channel.port(), channel.id());
        List<Long> unreceived = there.unreceived(channel.counterpartyPort(), channel.counterpartyId(), sent);
        List<Long> received =
                sent.stream().filter(sequence -> !unreceived.contains(sequence)).toList();
        List<Long> answered = there.acknowledgements(channel.counterpartyPort(), channel.counterpartyId(), received);
        search(source, "send_packet", "src", channel.port(), channel.id(), lacking(source, channel, sent, false));
        search(
                destination,
                "write_acknowledgement",
                "dst",
                channel.counterpartyPort(),
                channel.counterpartyId(),
                lacking(source, channel, answered, true));
        return sent.stream()
                .flatMap(sequence -> pending(
                        id(source, channel, sequence),
                        unreceived.contains(sequence)
                                ? PendingPacket.Stage.SENT
                                : answered.contains(sequence)
                                        ? PendingPacket.Stage.ACKNOWLEDGEMENT_WRITTEN
                                        : PendingPacket.Stage.RECEIVED))
                .toList();
    }

    private Stream<PendingPacket> pending(PacketId id, PendingPacket.Stage stage) {
        return Stream.ofNullable(log.life(id)).map(life -> new PendingPacket(life.packet(), stage));
    }

    /** Those of the packets whose event is not known yet. */
    private List<Long> lacking(PathEnd source, ChannelEnd channel, List<Long> sequences, boolean acknowledgement) {
        return sequences.stream()
                .filter(sequence -> {
                    PacketLife life = log.life(id(source, channel, sequence));
                    return life == null
                            || (acknowledgement ? life.acknowledgement().isEmpty() : !life.has(PacketEvent.Kind.SENT));
                })
                .toList();
    }

    private void search(PathEnd on, String type, String side, String port, String channel, List<Long> sequences) {
        if (!sequences.isEmpty()) {
            CometRpc rpc = on.chain().rpc();
            new PacketSearch(rpc).find(type, side, port, channel, sequences, seen -> log.record(on, seen));
        }
    }

    private static PacketId id(PathEnd source, ChannelEnd channel, Long sequence) {
        return new PacketId(source.chain().chainId(), channel.port(), channel.id(), Objects.requireNonNull(sequence));
    }
}
