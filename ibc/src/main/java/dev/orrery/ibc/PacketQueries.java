package dev.orrery.ibc;

import dev.orrery.client.rpc.CometRpc;
import dev.orrery.client.wire.ProtoReader;
import dev.orrery.client.wire.ProtoWriter;
import dev.orrery.ibc.internal.Pages;
import java.util.List;

/**
 * What one end of a channel keeps of packets (ICS-04; ibc-go {@code ibc.core.channel.v1.Query}, the same from v7 to v11), or,
 * where the port is empty, a light client of those of IBC v2 ({@code ibc.core.channel.v2.Query}).
 * Every question throws {@link dev.orrery.base.ChainException} if the chain refuses it, as for a channel that it does not
 * have. Thread-safe.
 */
public final class PacketQueries {
    private static final String CLASSIC = "/ibc.core.channel.v1.Query/";
    private static final String V2 = "/ibc.core.channel.v2.Query/";

    private final CometRpc rpc;

    /** @param rpc a node of the chain; stays the caller's to close */
    public PacketQueries(CometRpc rpc) {
        this.rpc = rpc;
    }

    /** The packets that were sent here and are neither acknowledged nor timed out, ascending. */
    public List<Long> commitments(String port, String channel) {
        int fields = fields(port);
        return Pages.all(rpc, service(port) + "PacketCommitments", () -> end(port, channel), fields + 1).stream()
                .map(state -> state.varint(fields + 1))
                .sorted(Long::compareUnsigned)
                .toList();
    }

    /** Those of the counterparty's packets that this end has not received. */
    public List<Long> unreceived(String port, String channel, List<Long> sequences) {
        return which("UnreceivedPackets", port, channel, sequences);
    }

    /** Those of the packets sent here, acknowledged over there, whose acknowledgement has not come back. */
    public List<Long> unreceivedAcknowledgements(String port, String channel, List<Long> sequences) {
        return which("UnreceivedAcks", port, channel, sequences);
    }

    /** Those of the counterparty's packets for which this end has written an acknowledgement. */
    public List<Long> acknowledgements(String port, String channel, List<Long> sequences) {
        if (sequences.isEmpty()) {
            return List.of();
        }
        int fields = fields(port);
        byte[] tail = Pages.packed(fields + 2, sequences);
        return Pages.all(rpc, service(port) + "PacketAcknowledgements", () -> end(port, channel), fields + 1, tail)
                .stream()
                .map(state -> state.varint(fields + 1))
                .toList();
    }

    /** On an ordered channel, the sequence that must be received next. */
    public long nextSequenceReceive(String port, String channel) {
        return ProtoReader.of(rpc.abciQuery(
                        CLASSIC + "NextSequenceReceive", end(port, channel).toByteArray()))
                .varint(1);
    }

    private List<Long> which(String method, String port, String channel, List<Long> sequences) {
        if (sequences.isEmpty()) {
            return List.of();
        }
        byte[] head = end(port, channel).toByteArray();
        byte[] tail = Pages.packed(fields(port) + 1, sequences);
        byte[] request = new byte[head.length + tail.length];
        System.arraycopy(head, 0, request, 0, head.length);
        System.arraycopy(tail, 0, request, head.length, tail.length);
        return Pages.numbers(ProtoReader.of(rpc.abciQuery(service(port) + method, request)), 1);
    }

    private static String service(String port) {
        return port.isEmpty() ? V2 : CLASSIC;
    }

    /** How many fields name an end, in requests and in what is kept of a packet. */
    private static int fields(String port) {
        return port.isEmpty() ? 1 : 2;
    }

    private static ProtoWriter end(String port, String channel) {
        return port.isEmpty()
                ? new ProtoWriter().string(1, channel)
                : new ProtoWriter().string(1, port).string(2, channel);
    }
}
