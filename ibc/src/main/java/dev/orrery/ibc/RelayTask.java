package dev.orrery.ibc;

import dev.orrery.ibc.PacketEvent.Kind;

/**
 * Something that a chain must still be told of a packet.
 *
 * @param kind what shall come of it: {@code RECEIVED}, {@code ACKNOWLEDGED} or {@code TIMED_OUT}
 * @param life what is known of the packet
 */
record RelayTask(Kind kind, PacketLife life) {
    Packet packet() {
        return life.packet();
    }

    Key key() {
        return new Key(kind, life.packet().id());
    }

    record Key(Kind kind, PacketId packet) {}
}
