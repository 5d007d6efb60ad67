package dev.orrery.ibc.internal;

import dev.orrery.base.Sha256;
import java.util.List;

/** Hashes over lists as CometBFT makes them ({@code crypto/merkle}; RFC 6962, section 2.1). */
public final class Merkle {
    private Merkle() {}

    /** Leaves and inner nodes are hashed with different prefixes. */
    public static byte[] root(List<byte[]> leaves) {
        if (leaves.isEmpty()) {
            return Sha256.of();
        }
        if (leaves.size() == 1) {
            return Sha256.of(new byte[] {0}, leaves.getFirst());
        }
        int split = Integer.highestOneBit(leaves.size() - 1);
        return Sha256.of(new byte[] {1}, root(leaves.subList(0, split)), root(leaves.subList(split, leaves.size())));
    }
}
