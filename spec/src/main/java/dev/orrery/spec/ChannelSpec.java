package dev.orrery.spec;

/**
 * A channel of a path (ICS-4).
 *
 * @param name how the path calls it, distinct in the path; by default the port of its first chain
 * @param portA the port on the path's first chain
 * @param portB the port on the path's second chain, mostly the same
 * @param version what the two modules speak: {@code ics20-1}
 * @param ordering whether packets must be received in the order of their sending
 */
public record ChannelSpec(String name, String portA, String portB, String version, Ordering ordering) {
    /** The port of token transfers (ICS-20). */
    public static final String TRANSFER_PORT = "transfer";

    /** The version of ICS-20 that every generation of ibc-go speaks. */
    public static final String TRANSFER_VERSION = "ics20-1";

    /** The channel that a path has where the file says nothing. */
    public static final ChannelSpec TRANSFER =
            new ChannelSpec(TRANSFER_PORT, TRANSFER_PORT, TRANSFER_PORT, TRANSFER_VERSION, Ordering.UNORDERED);

    /** The order of packets (ICS-4). */
    public enum Ordering {
        /** In any order; a time-out concerns its packet alone. */
        UNORDERED("unordered"),
        /** In the order of their sending; a time-out closes the channel. */
        ORDERED("ordered");

        private final String label;

        Ordering(String label) {
            this.label = label;
        }

        /** As files and descriptions write it: {@code unordered}. */
        public String label() {
            return label;
        }
    }
}
