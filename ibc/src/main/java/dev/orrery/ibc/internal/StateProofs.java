package dev.orrery.ibc.internal;

import dev.orrery.base.Deadline;
import dev.orrery.client.rpc.AbciAnswer;
import dev.orrery.client.wire.ProtoWriter;
import dev.orrery.ibc.Height;
import dev.orrery.ibc.IbcChain;
import dev.orrery.ibc.PacketId;
import dev.orrery.ibc.Proof;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Proofs of a chain's IBC state (ICS-23, with the keys of ICS-24; those of packets of IBC v2 are a client, one byte and the
 * sequence, ibc-go {@code 24-host/v2}). The root of the state after block h is in the header of
 * block h + 1, so a proof for height h is asked of the state of h - 1.
 */
public final class StateProofs {
    private final IbcChain chain;

    public StateProofs(IbcChain chain) {
        this.chain = chain;
    }

    /** That the chain has sent a packet and its life has not ended. */
    public Proof commitment(PacketId packet, long height) {
        return at(packetKey("commitments/", 1, packet.port(), packet.channel(), packet.sequence()), height);
    }

    /** That the chain has acknowledged a packet that it received at this end. */
    public Proof acknowledgement(String port, String channel, long sequence, long height) {
        return at(packetKey("acks/", 3, port, channel, sequence), height);
    }

    /** That the chain has, or has not, received a packet at this end of an unordered channel. */
    public Proof receipt(String port, String channel, long sequence, long height) {
        return at(packetKey("receipts/", 2, port, channel, sequence), height);
    }

    /** Which packet this end of an ordered channel receives next. */
    public Proof nextSequenceRecv(String port, String channel, long height) {
        return at("nextSequenceRecv/" + end(port, channel), height);
    }

    public Proof clientState(String clientId, long height) {
        return at("clients/" + clientId + "/clientState", height);
    }

    public Proof consensusState(String clientId, Height of, long height) {
        return at("clients/" + clientId + "/consensusStates/" + of, height);
    }

    public Proof connection(String connectionId, long height) {
        return at("connections/" + connectionId, height);
    }

    public Proof channel(String port, String channel, long height) {
        return at("channelEnds/" + end(port, channel), height);
    }

    /** Waits for the block whose header proves the state of the one before it. */
    public void await(long height, Deadline deadline) {
        chain.client().awaitHeight(height, deadline);
    }

    private Proof at(String key, long height) {
        return at(key.getBytes(StandardCharsets.UTF_8), height);
    }

    private Proof at(byte[] key, long height) {
        AbciAnswer answer = chain.client().rpc().abciQuery("store/ibc/key", key, height - 1, true);
        ProtoWriter proof = new ProtoWriter();
        answer.proof().forEach(op -> proof.message(1, op.data()));
        return new Proof(answer.value(), proof.toByteArray(), chain.height(height));
    }

    private static byte[] packetKey(String classic, int v2, String port, String channel, long sequence) {
        if (port.isEmpty()) {
            byte[] client = channel.getBytes(StandardCharsets.UTF_8);
            return ByteBuffer.allocate(client.length + 1 + Long.BYTES)
                    .put(client)
                    .put((byte) v2)
                    .putLong(sequence)
                    .array();
        }
        return (classic + end(port, channel) + "/sequences/" + Long.toUnsignedString(sequence))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String end(String port, String channel) {
        return "ports/" + port + "/channels/" + channel;
    }
}
