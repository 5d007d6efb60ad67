package dev.orrery.engine.plan;

import dev.orrery.spec.PathSpec;
import java.util.stream.Stream;

/**
 * A relayed pair of chains, seen from outside.
 *
 * @param spec the path as the user wrote it
 * @param a the side of the chain that the spec names first
 * @param b the other side
 */
public record PathLayout(PathSpec spec, PathEnd a, PathEnd b) {
    /** How the network calls it. */
    public String name() {
        return spec.name();
    }

    /** Whether it is open in the first block of both chains. */
    public boolean atGenesis() {
        return spec.open() == PathSpec.Opening.GENESIS;
    }

    /** Whether its packets go from client to client, without a connection. */
    public boolean isV2() {
        return spec.ibc() == PathSpec.Ibc.V2;
    }

    /** Both sides. */
    public Stream<PathEnd> ends() {
        return Stream.of(a, b);
    }
}
