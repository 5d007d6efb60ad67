package dev.orrery.ibc;

/**
 * Something that happened to a packet, in a block.
 *
 * @param packet which one
 * @param chainId the chain it happened on: {@code hub-1}
 * @param height the block
 * @param txHash the transaction; empty if the chain did it by itself, at the beginning or the end of the block
 */
public record PacketEvent(Kind kind, PacketId packet, String chainId, long height, String txHash) {
    /** What can happen, in the order of a packet's life (ICS-04). */
    public enum Kind {
        /** On the chain that sent it. */
        SENT,
        /** On the other chain. */
        RECEIVED,
        /** On the other chain: mostly with its receipt, later for applications that answer later. */
        ACKNOWLEDGEMENT_WRITTEN,
        /** The sender knows the answer; the end of a packet's life. */
        ACKNOWLEDGED,
        /** The sender knows that it was never received; the end of a packet's life. */
        TIMED_OUT
    }

    /** {@code RECEIVED hub-1 transfer/channel-0 #5 on zone-1 in block 42}. */
    @Override
    public String toString() {
        return kind + " " + packet + " on " + chainId + " in block " + height;
    }
}
