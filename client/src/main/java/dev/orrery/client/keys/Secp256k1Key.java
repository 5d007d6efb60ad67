package dev.orrery.client.keys;

import dev.orrery.base.Failure;
import dev.orrery.base.InvalidInputException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;

/** An account's private key on secp256k1. Immutable and thread-safe; {@link #toString()} shows the public half only. */
public final class Secp256k1Key implements Signer {
    private static final X9ECParameters CURVE = CustomNamedCurves.getByName("secp256k1");
    private static final ECDomainParameters DOMAIN = new ECDomainParameters(CURVE);
    private static final BigInteger HALF_ORDER = DOMAIN.getN().shiftRight(1);
    private static final byte[] MASTER = "Bitcoin seed".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

    private final BigInteger secret;
    private final PublicKey publicKey;

    private Secp256k1Key(BigInteger secret) {
        this.secret = secret;
        this.publicKey = new PublicKey(KeyType.SECP256K1, publicPoint(secret));
    }

    /** The key at a path below a mnemonic without passphrase. */
    public static Secp256k1Key fromMnemonic(Mnemonic mnemonic, HdPath path) {
        return fromSeed(mnemonic.seed(""), path);
    }

    /** The key at a path below a seed (BIP-32, private derivation). */
    public static Secp256k1Key fromSeed(byte[] seed, HdPath path) {
        byte[] node = Hashes.hmacSha512(MASTER, seed);
        BigInteger secret = valid(new BigInteger(1, Arrays.copyOf(node, 32)));
        for (long index : path.indices()) {
            ByteBuffer input = ByteBuffer.allocate(37);
            if (index >= 0x80000000L) {
                input.put((byte) 0).put(Mnemonic.fixedLength(secret, 32));
            } else {
                input.put(publicPoint(secret));
            }
            byte[] chainCode = Arrays.copyOfRange(node, 32, 64);
            node = Hashes.hmacSha512(chainCode, input.putInt((int) index).array());
            BigInteger left = valid(new BigInteger(1, Arrays.copyOf(node, 32)));
            secret = valid(left.add(secret).mod(DOMAIN.getN()));
        }
        return new Secp256k1Key(secret);
    }

    /** @throws InvalidInputException if it is not 32 bytes, or not a number from 1 to the order of the curve */
    public static Secp256k1Key fromPrivateKey(byte[] privateKey) {
        if (privateKey.length != 32) {
            throw invalid("32 bytes", privateKey.length + " bytes");
        }
        return new Secp256k1Key(valid(new BigInteger(1, privateKey)));
    }

    @Override
    public PublicKey publicKey() {
        return publicKey;
    }

    /** The account's address in Bech32. */
    public String address(String prefix) {
        return publicKey.address(prefix);
    }

    /** The secret itself, 32 bytes. */
    public byte[] privateKey() {
        return Mnemonic.fixedLength(secret, 32);
    }

    /** Signs SHA-256 of the message. */
    @Override
    public byte[] sign(byte[] message) {
        return signHash(Hashes.sha256(message));
    }

    /**
     * Signs a hash of 32 bytes with the nonce of RFC 6979, so the same input gives the same signature.
     *
     * @return r and s, 32 bytes each, s in the lower half of the order
     */
    public byte[] signHash(byte[] hash) {
        ECDSASigner signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
        signer.init(true, new ECPrivateKeyParameters(secret, DOMAIN));
        BigInteger[] signature = signer.generateSignature(hash);
        BigInteger s = signature[1].compareTo(HALF_ORDER) > 0 ? DOMAIN.getN().subtract(signature[1]) : signature[1];
        return ByteBuffer.allocate(64)
                .put(Mnemonic.fixedLength(signature[0], 32))
                .put(Mnemonic.fixedLength(s, 32))
                .array();
    }

    /** Never the secret. */
    @Override
    public String toString() {
        return "Secp256k1Key with public key " + publicKey;
    }

    private static byte[] publicPoint(BigInteger secret) {
        return new FixedPointCombMultiplier().multiply(DOMAIN.getG(), secret).getEncoded(true);
    }

    private static BigInteger valid(BigInteger secret) {
        if (secret.signum() == 0 || secret.compareTo(DOMAIN.getN()) >= 0) {
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
