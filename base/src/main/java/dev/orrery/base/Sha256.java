package dev.orrery.base;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The hash behind addresses, transactions and what is kept by its content. */
public final class Sha256 {
    private Sha256() {}

    /** SHA-256 of all parts together, 32 bytes. */
    public static byte[] of(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
