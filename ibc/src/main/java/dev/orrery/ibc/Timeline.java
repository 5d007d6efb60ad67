package dev.orrery.ibc;

import dev.orrery.ibc.PacketEvent.Kind;
import java.util.List;
import java.util.Optional;

/**
 * What has happened on a path.
 *
 * @param packets the packets in the order in which they were first heard of; those of one chain in the order of their
 *     sending
 */
public record Timeline(List<PacketLife> packets) {
    public Timeline {
        packets = List.copyOf(packets);
    }

    /** What happened to one packet; empty if it is not known. */
    public Optional<PacketLife> packet(PacketId id) {
        return packets.stream().filter(life -> life.packet().id().equals(id)).findFirst();
    }

    /** How often something happened. */
    public long count(Kind kind) {
        return packets.stream().filter(life -> life.has(kind)).count();
    }
}
