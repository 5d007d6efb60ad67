package dev.orrery.ibc;

/**
 * A channel that shall be opened (ICS-04).
 *
 * @param portA the port on the path's first chain
 * @param portB the port on the other
 * @param ordering {@code unordered} or {@code ordered}
 * @param version what the two modules shall speak; empty for what they prefer
 */
public record ChannelRequest(String portA, String portB, String ordering, String version) {
    /** A channel for tokens (ICS-20). */
    public static ChannelRequest transfer() {
        return new ChannelRequest("transfer", "transfer", "unordered", "ics20-1");
    }
}
