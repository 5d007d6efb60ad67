package dev.orrery.ibc.internal;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/** Hashes over lists as CometBFT makes them ({@code crypto/merkle}; RFC 6962, section 2.1). */
public final class Merkle {
    private Merkle() {}

    /** Leaves and inner nodes are hashed with different prefixes. */
    public static byte[] root(List<byte[]> leaves) {
        if (leaves.isEmpty()) {
            return sha256();
        }
        if (leaves.size() == 1) {
            return sha256(new byte[] {0}, leaves.getFirst());
        }
        int split = Integer.highestOneBit(leaves.size() - 1);
        return sha256(new byte[] {1}, root(leaves.subList(0, split)), root(leaves.subList(split, leaves.size())));
    }

    /** SHA-256 of all parts together. */
    public static byte[] sha256(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }
}
