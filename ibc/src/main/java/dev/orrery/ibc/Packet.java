package dev.orrery.ibc;

import dev.orrery.client.Event;
import dev.orrery.client.wire.ProtoReader;
import dev.orrery.client.wire.ProtoWriter;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * A packet of a channel (ICS-04), or one of IBC v2 between two light clients (ICS-04 v2). Immutable; two are equal if one
 * chain sent both on one channel, or from one client, with one sequence.
 */
public final class Packet {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final PacketId id;
    private final String destinationPort;
    private final String destinationChannel;
    private final byte[] data;
    private final Height timeoutHeight;
    private final long timeoutTimestamp;
    /** As the chain wrote it, of a packet of IBC v2; else empty. */
    private final byte[] encoded;

    /**
     * @param id who sent it, where, and as the how-manieth
     * @param data what the application makes of it
     * @param timeoutHeight the height of the receiving chain from which on it may not be received; zero for none
     * @param timeoutTimestamp the receiving chain's time from which on it may not be received, in nanoseconds since 1970;
     *     0 for none
     */
    public Packet(
            PacketId id,
            String destinationPort,
            String destinationChannel,
            byte[] data,
            Height timeoutHeight,
            long timeoutTimestamp) {
        this(id, destinationPort, destinationChannel, data, timeoutHeight, timeoutTimestamp, new byte[0]);
    }

    private Packet(
            PacketId id,
            String destinationPort,
            String destinationChannel,
            byte[] data,
            Height timeoutHeight,
            long timeoutTimestamp,
            byte[] encoded) {
        this.id = id;
        this.destinationPort = destinationPort;
        this.destinationChannel = destinationChannel;
        this.data = data.clone();
        this.timeoutHeight = timeoutHeight;
        this.timeoutTimestamp = timeoutTimestamp;
        this.encoded = encoded;
    }

    /**
     * The packets that a transaction or a block of a chain has sent, in order.
     *
     * @param chainId the chain whose events they are
     */
    public static List<Packet> sent(String chainId, List<Event> events) {
        return events.stream()
                .filter(event -> event.type().equals("send_packet"))
                .flatMap(event -> of(chainId, event).stream())
                .toList();
    }

    /**
     * The packet that an event of 04-channel tells of, {@code send_packet} or any other.
     *
     * @param sourceChainId the chain that sent the packet
     * @return empty if it is no event of a packet; without data if the event has none, as {@code acknowledge_packet}
     */
    static Optional<Packet> of(String sourceChainId, Event event) {
        Optional<String> v2 = event.attribute("encoded_packet_hex");
        if (v2.isPresent()) {
            return Optional.of(decodeV2(sourceChainId, HexFormat.of().parseHex(v2.get())));
        }
        Optional<String> sequence = event.attribute("packet_sequence");
        Optional<String> channel = event.attribute("packet_src_channel");
        if (sequence.isEmpty() || channel.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Packet(
                new PacketId(
                        sourceChainId,
                        event.attribute("packet_src_port").orElse(""),
                        channel.get(),
                        Long.parseUnsignedLong(sequence.get())),
                event.attribute("packet_dst_port").orElse(""),
                event.attribute("packet_dst_channel").orElse(""),
                HexFormat.of().parseHex(event.attribute("packet_data_hex").orElse("")),
                event.attribute("packet_timeout_height").map(Height::parse).orElse(Height.ZERO),
                Long.parseUnsignedLong(
                        event.attribute("packet_timeout_timestamp").orElse("0"))));
    }

    /** {@code ibc.core.channel.v2.Packet}, whose time-out is in seconds. */
    private static Packet decodeV2(String sourceChainId, byte[] encoded) {
        ProtoReader packet = ProtoReader.of(encoded);
        return new Packet(
                new PacketId(sourceChainId, "", packet.string(2), packet.varint(1)),
                "",
                packet.string(3),
                first(packet, 5)
                        .map(payload -> ProtoReader.of(payload).bytes(5))
                        .orElse(new byte[0]),
                Height.ZERO,
                packet.varint(4) * NANOS_PER_SECOND,
                encoded);
    }

    /** Of a field that is there several times, where {@link ProtoReader#bytes} has the last. */
    static Optional<byte[]> first(ProtoReader message, int field) {
        return message.repeated(field).stream().findFirst();
    }

    public PacketId id() {
        return id;
    }

    /** Its place among the packets of its channel or client, from 1. */
    public long sequence() {
        return id.sequence();
    }

    /** Empty for IBC v2, whose {@link #payloads()} have ports. */
    public String sourcePort() {
        return id.port();
    }

    /** {@code channel-0}; of IBC v2 the sender's light client, {@code 07-tendermint-0}. */
    public String sourceChannel() {
        return id.channel();
    }

    /** As {@link #sourcePort()}. */
    public String destinationPort() {
        return destinationPort;
    }

    /** As {@link #sourceChannel()}, of the receiver. */
    public String destinationChannel() {
        return destinationChannel;
    }

    /** What IBC v2 carries for each application; empty for a packet of a channel. */
    public List<Payload> payloads() {
        return ProtoReader.of(encoded).repeated(5).stream()
                .map(payload -> Payload.decode(ProtoReader.of(payload)))
                .toList();
    }

    /** The application's bytes; for {@code ics20-1} JSON (ICS-20). Of IBC v2, those of the first application. */
    public byte[] data() {
        return data.clone();
    }

    /** Zero if it has none. */
    public Height timeoutHeight() {
        return timeoutHeight;
    }

    /** In nanoseconds since 1970; 0 if it has none. */
    public long timeoutTimestamp() {
        return timeoutTimestamp;
    }

    /**
     * Whether it has timed out for a block of the receiving chain of this height and time (ICS-04; ibc-go 04-channel
     * {@code Timeout.Elapsed}).
     */
    public boolean timedOutAt(Height height, Instant time) {
        boolean byHeight = !timeoutHeight.isZero() && height.compareTo(timeoutHeight) >= 0;
        long nanos = Math.addExact(Math.multiplyExact(time.getEpochSecond(), NANOS_PER_SECOND), time.getNano());
        return byHeight || (timeoutTimestamp != 0 && Long.compareUnsigned(nanos, timeoutTimestamp) >= 0);
    }

    /** {@code ibc.core.channel.v1.Packet}, or {@code ibc.core.channel.v2.Packet}. */
    public byte[] encode() {
        if (id.isV2()) {
            return encoded.clone();
        }
        return new ProtoWriter()
                .varint(1, id.sequence())
                .string(2, id.port())
                .string(3, id.channel())
                .string(4, destinationPort)
                .string(5, destinationChannel)
                .bytes(6, data)
                .message(7, timeoutHeight.encode())
                .varint(8, timeoutTimestamp)
                .toByteArray();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Packet packet && id.equals(packet.id) && Arrays.equals(data, packet.data);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    /** {@code hub-1 transfer/channel-0 #5}. */
    @Override
    public String toString() {
        return id.toString();
    }
}
