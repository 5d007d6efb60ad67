package dev.orrery.ibc;

/**
 * A packet on its way: sent, and neither acknowledged nor timed out (ICS-04).
 *
 * @param stage how far it has come
 */
public record PendingPacket(Packet packet, Stage stage) {
    /** How far a packet has come. */
    public enum Stage {
        /** The other chain has not received it. */
        SENT,
        /** The other chain has received it, and its application has not answered yet. */
        RECEIVED,
        /** The other chain's application has answered, and the sender does not know. */
        ACKNOWLEDGEMENT_WRITTEN
    }
}
