package dev.orrery.client.keys;

import dev.orrery.base.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.ExtendedDigest;
import org.bouncycastle.crypto.digests.KeccakDigest;
import org.bouncycastle.crypto.digests.RIPEMD160Digest;

/** The digests behind keys and addresses. */
final class Hashes {
    private Hashes() {}

    static byte[] ripemd160(byte[] input) {
        return digest(new RIPEMD160Digest(), input);
    }

    /** Ethereum's hash: Keccak as it was before it became SHA-3. */
    static byte[] keccak256(byte[] input) {
        return digest(new KeccakDigest(256), input);
    }

    static byte[] hmacSha512(byte[] key, byte[] input) {
        try {
            Mac mac = Mac.getInstance("HmacSHA512");
            mac.init(new SecretKeySpec(key, "HmacSHA512"));
            return mac.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every JDK has HmacSHA512", e);
        }
    }

    /**
     * What amino's binary form puts before a registered type: four bytes of SHA-256 of its name, after leading zeros, three
     * bytes to tell clashing names apart, and zeros again (go-amino: nameToDisfix).
     */
    static byte[] aminoPrefix(String name) {
        byte[] hash = Sha256.of(name.getBytes(StandardCharsets.UTF_8));
        int start = skipZeros(hash, skipZeros(hash, 0) + 3);
        return Arrays.copyOfRange(hash, start, start + 4);
    }

    private static int skipZeros(byte[] bytes, int from) {
        int position = from;
        while (bytes[position] == 0) {
            position++;
        }
        return position;
    }

    private static byte[] digest(ExtendedDigest digest, byte[] input) {
        digest.update(input, 0, input.length);
        byte[] output = new byte[digest.getDigestSize()];
        digest.doFinal(output, 0);
        return output;
    }
}
