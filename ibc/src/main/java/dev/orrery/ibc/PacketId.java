package dev.orrery.ibc;

/**
 * What tells a packet from all others (ICS-04; ICS-04 v2).
 *
 * @param chainId the chain that sent it: {@code hub-1}
 * @param port its port there; empty for IBC v2, where a packet belongs to clients
 * @param channel its channel there; the other end may have the same name. In IBC v2 the light client: {@code 07-tendermint-0}
 * @param sequence its place among the packets of that channel or client, from 1
 */
public record PacketId(String chainId, String port, String channel, long sequence) {
    /** Whether it is one of IBC v2. */
    public boolean isV2() {
        return port.isEmpty();
    }

    /** {@code hub-1 transfer/channel-0 #5}; of IBC v2, {@code hub-1 07-tendermint-0 #5}. */
    @Override
    public String toString() {
        return chainId + " " + (isV2() ? "" : port + "/") + channel + " #" + Long.toUnsignedString(sequence);
    }
}
