package dev.orrery.client.keys;

import dev.orrery.base.Failure;
import dev.orrery.base.InvalidInputException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;

/** The curve secp256k1 (SEC 2), ECDSA on it with the nonces of RFC 6979, and keys below a seed (BIP-32). */
final class Secp256k1 {
    private static final X9ECParameters CURVE = CustomNamedCurves.getByName("secp256k1");
    private static final ECDomainParameters DOMAIN = new ECDomainParameters(CURVE);
    private static final BigInteger ORDER = DOMAIN.getN();
    private static final BigInteger HALF_ORDER = ORDER.shiftRight(1);
    private static final byte[] MASTER = "Bitcoin seed".getBytes(StandardCharsets.US_ASCII);
    private static final long HARDENED = 0x80000000L;

    private Secp256k1() {}

    /** The secret at a path below a seed (BIP-32, private derivation). */
    static BigInteger derive(byte[] seed, HdPath path) {
        byte[] node = Hashes.hmacSha512(MASTER, seed);
        BigInteger secret = valid(new BigInteger(1, Arrays.copyOf(node, 32)));
        for (long index : path.indices()) {
            ByteBuffer input = ByteBuffer.allocate(37);
            if (index >= HARDENED) {
                input.put((byte) 0).put(bytes(secret));
            } else {
                input.put(publicPoint(secret));
            }
            byte[] chainCode = Arrays.copyOfRange(node, 32, 64);
            node = Hashes.hmacSha512(chainCode, input.putInt((int) index).array());
            BigInteger left = valid(new BigInteger(1, Arrays.copyOf(node, 32)));
            secret = valid(left.add(secret).mod(ORDER));
        }
        return secret;
    }

    /** @throws InvalidInputException if it is not 32 bytes, or not a number from 1 to the order of the curve */
    static BigInteger secret(byte[] privateKey) {
        if (privateKey.length != 32) {
            throw invalid("32 bytes", privateKey.length + " bytes");
        }
        return valid(new BigInteger(1, privateKey));
    }

    static byte[] bytes(BigInteger secret) {
        return Mnemonic.fixedLength(secret, 32);
    }

    /** 33 bytes, compressed. */
    static byte[] publicPoint(BigInteger secret) {
        return new FixedPointCombMultiplier().multiply(DOMAIN.getG(), secret).getEncoded(true);
    }

    /** The two coordinates, 32 bytes each. */
    static byte[] uncompressed(byte[] publicPoint) {
        byte[] point = CURVE.getCurve().decodePoint(publicPoint).getEncoded(false);
        return Arrays.copyOfRange(point, 1, 65);
    }

    static byte[] sign(BigInteger secret, byte[] hash) {
        ECDSASigner signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
        signer.init(true, new ECPrivateKeyParameters(secret, DOMAIN));
        BigInteger[] signature = signer.generateSignature(hash);
        return encode(signature[0], signature[1]);
    }

    static boolean verify(byte[] publicPoint, byte[] hash, byte[] signature) {
        if (signature.length != 64) {
            return false;
        }
        ECDSASigner verifier = new ECDSASigner();
        verifier.init(false, new ECPublicKeyParameters(CURVE.getCurve().decodePoint(publicPoint), DOMAIN));
        return verifier.verifySignature(
                hash,
                new BigInteger(1, Arrays.copyOf(signature, 32)),
                new BigInteger(1, Arrays.copyOfRange(signature, 32, 64)));
    }

    /** 64 bytes, s in the lower half of the order: the SDK takes no other. */
    static byte[] encode(BigInteger r, BigInteger s) {
        BigInteger low = s.compareTo(HALF_ORDER) > 0 ? ORDER.subtract(s) : s;
        return ByteBuffer.allocate(64).put(bytes(r)).put(bytes(low)).array();
    }

    private static BigInteger valid(BigInteger secret) {
        if (secret.signum() == 0 || secret.compareTo(ORDER) >= 0) {
            throw invalid("a number from 1 to the order of secp256k1", "another one");
        }
        return secret;
    }

    private static InvalidInputException invalid(String expected, String seen) {
        return new InvalidInputException(Failure.doing("reading a secp256k1 private key")
                .expected(expected)
                .seen(seen)
                .build());
    }
}
