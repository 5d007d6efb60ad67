package dev.orrery.engine.relayers;

import java.util.stream.Stream;

/**
 * What one relayer is to do.
 *
 * @param id which relayer it is
 * @param a the side of the path that the network file names first
 * @param b the other side
 * @param alone whether there is no other path between these two chains, so that all that goes between them is this
 *     relayer's, channels that are made later included; else it keeps to the channels of its path
 */
public record RelayerTask(RelayerId id, RelayedEnd a, RelayedEnd b, boolean alone) {
    /** Both sides. */
    Stream<RelayedEnd> ends() {
        return Stream.of(a, b);
    }
}
