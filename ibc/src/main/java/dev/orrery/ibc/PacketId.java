package dev.orrery.ibc;

/**
 * What tells a packet from all others (ICS-04).
 *
 * @param chainId the chain that sent it: {@code hub-1}
 * @param port its port there
 * @param channel its channel there; the other end may have the same name
 * @param sequence its place among the packets of that channel, from 1
 */
public record PacketId(String chainId, String port, String channel, long sequence) {
    /** {@code hub-1 transfer/channel-0 #5}. */
    @Override
    public String toString() {
        return chainId + " " + port + "/" + channel + " #" + Long.toUnsignedString(sequence);
    }
}
