package dev.orrery.ibc.internal;

import dev.orrery.client.tx.EncodedMsg;
import dev.orrery.client.wire.ProtoWriter;
import dev.orrery.ibc.Packet;
import dev.orrery.ibc.Proof;

/**
 * The messages of 04-channel that carry packets (ICS-04; ibc-go {@code ibc.core.channel.v1}, the same from v7 to v11). Those of IBC
 * v2 ({@code ibc.core.channel.v2}) have the same fields, but for what only ordered channels need.
 */
public final class PacketMsgs {
    private static final String CLASSIC = "/ibc.core.channel.v1.";
    private static final String V2 = "/ibc.core.channel.v2.";

    private PacketMsgs() {}

    public static EncodedMsg recv(Packet packet, Proof commitment, String signer) {
        return new RawMsg(
                type(packet, "MsgRecvPacket"),
                new ProtoWriter()
                        .message(1, packet.encode())
                        .bytes(2, commitment.bytes())
                        .message(3, commitment.height().encode())
                        .string(4, signer));
    }

    public static EncodedMsg acknowledge(Packet packet, byte[] acknowledgement, Proof acknowledged, String signer) {
        return new RawMsg(
                type(packet, "MsgAcknowledgement"),
                new ProtoWriter()
                        .message(1, packet.encode())
                        .bytes(2, acknowledgement)
                        .bytes(3, acknowledged.bytes())
                        .message(4, acknowledged.height().encode())
                        .string(5, signer));
    }

    /**
     * A time-out.
     *
     * @param unreceived on an unordered channel the absence of a receipt; on an ordered one the next sequence to receive
     * @param nextSequenceRecv read on ordered channels only
     */
    public static EncodedMsg timeout(Packet packet, Proof unreceived, long nextSequenceRecv, String signer) {
        return new RawMsg(
                type(packet, "MsgTimeout"),
                new ProtoWriter()
                        .message(1, packet.encode())
                        .bytes(2, unreceived.bytes())
                        .message(3, unreceived.height().encode())
                        .varint(4, packet.id().isV2() ? 0 : nextSequenceRecv)
                        .string(5, signer));
    }

    /** As a time-out, of a packet whose channel is closed on the other side; both proofs are of one height. */
    public static EncodedMsg timeoutOnClose(
            Packet packet, Proof unreceived, Proof closed, long nextSequenceRecv, String signer) {
        return new RawMsg(
                CLASSIC + "MsgTimeoutOnClose",
                new ProtoWriter()
                        .message(1, packet.encode())
                        .bytes(2, unreceived.bytes())
                        .bytes(3, closed.bytes())
                        .message(4, unreceived.height().encode())
                        .varint(5, nextSequenceRecv)
                        .string(6, signer));
    }

    private static String type(Packet packet, String message) {
        return (packet.id().isV2() ? V2 : CLASSIC) + message;
    }
}
