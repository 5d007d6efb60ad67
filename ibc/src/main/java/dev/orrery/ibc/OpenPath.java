package dev.orrery.ibc;

import java.util.List;

/**
 * A path whose handshakes (ICS-02, ICS-03, ICS-04) are over.
 *
 * @param channels in the order in which they were asked for
 */
public record OpenPath(PathEnds path, List<OpenChannel> channels) {
    public OpenPath {
        channels = List.copyOf(channels);
    }
}
