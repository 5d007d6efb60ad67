package dev.orrery.ibc;

import dev.orrery.ibc.PacketEvent.Kind;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is known to have happened to one packet (ICS-04). Immutable.
 *
 * @param packet the packet
 * @param ordered whether its channel is
 * @param events what happened, by kind; what came of it first where it was tried more than once
 * @param acknowledgement the application's answer, once it is written
 */
public record PacketLife(
        Packet packet, boolean ordered, Map<Kind, PacketEvent> events, Optional<Acknowledgement> acknowledgement) {
    public PacketLife {
        Map<Kind, PacketEvent> sorted = new EnumMap<>(Kind.class);
        sorted.putAll(events);
        events = Collections.unmodifiableMap(sorted);
    }

    /** A packet of which nothing else is known yet. */
    static PacketLife of(Packet packet, boolean ordered) {
        return new PacketLife(packet, ordered, Map.of(), Optional.empty());
    }

    public Optional<PacketEvent> event(Kind kind) {
        return Optional.ofNullable(events.get(kind));
    }

    public boolean has(Kind kind) {
        return events.containsKey(kind);
    }

    /** Whether nothing more can happen to it: it is acknowledged or timed out. */
    public boolean ended() {
        return has(Kind.ACKNOWLEDGED) || has(Kind.TIMED_OUT);
    }

    /** In the order of the packet's life. */
    public List<PacketEvent> inOrder() {
        return List.copyOf(events.values());
    }

    /** With one event more, unless it is known. */
    PacketLife with(PacketEvent event) {
        if (has(event.kind())) {
            return this;
        }
        Map<Kind, PacketEvent> more = new EnumMap<>(Kind.class);
        more.putAll(events);
        more.put(event.kind(), event);
        return new PacketLife(packet, ordered, more, acknowledgement);
    }

    PacketLife with(Acknowledgement answer) {
        return new PacketLife(packet, ordered, events, Optional.of(answer));
    }

    /** The events that tell of acknowledgements and time-outs have no data; another one has. */
    PacketLife with(Packet whole) {
        return packet.data().length == 0 && whole.data().length > 0
                ? new PacketLife(whole, ordered, events, acknowledgement)
                : this;
    }
}
