package dev.orrery.client.keys;

import dev.orrery.base.Failure;
import dev.orrery.base.InvalidInputException;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;

/** Signatures as chains want them, for those who write a {@link Signer} of their own. */
public final class Signatures {
    private Signatures() {}

    /**
     * The 64 bytes that chains take, from the DER that HSMs and key services give; s is brought into the lower half of the
     * order.
     *
     * @param der {@code ECDSA-Sig-Value} of RFC 3279
     * @throws InvalidInputException if it is something else
     */
    public static byte[] fromDer(byte[] der) {
        try {
            if (!(ASN1Primitive.fromByteArray(der) instanceof ASN1Sequence sequence) || sequence.size() != 2) {
                throw malformed("something else");
            }
            return Secp256k1.encode(number(sequence, 0), number(sequence, 1));
        } catch (IOException | IllegalArgumentException e) {
            throw malformed("something else");
        }
    }

    /**
     * Has a signer sign, and does not trust it if it is not one of this package.
     *
     * @throws InvalidInputException if a signer of the user's own returns a signature that does not fit
     */
    public static byte[] sign(Signer signer, byte[] message) {
        byte[] signature = signer.sign(message);
        boolean own = signer instanceof Secp256k1Key
                || signer instanceof EthSecp256k1Key
                || signer instanceof Ed25519Key
                || signer instanceof MultisigSigner; // which has checked its members
        return own ? signature : checked(signer.publicKey(), message, signature);
    }

    /**
     * A signature that fits the message, with s in the lower half of the order.
     *
     * @throws InvalidInputException if it does not fit
     */
    private static byte[] checked(PublicKey key, byte[] message, byte[] signature) {
        byte[] checked = signature;
        if (signature.length == 64 && key.type() != KeyType.ED25519 && key.type() != KeyType.MULTISIG) {
            checked = Secp256k1.encode(
                    new BigInteger(1, Arrays.copyOf(signature, 32)),
                    new BigInteger(1, Arrays.copyOfRange(signature, 32, 64)));
        }
        if (!key.verify(message, checked)) {
            throw new InvalidInputException(Failure.doing("signing with " + key)
                    .expected("a signature of that key, 64 bytes")
                    .seen(signature.length + " bytes that do not fit it")
                    .hint("does the signer hash the message as its kind of key demands, and only once?")
                    .build());
        }
        return checked;
    }

    private static BigInteger number(ASN1Sequence sequence, int index) {
        return ASN1Integer.getInstance(sequence.getObjectAt(index)).getPositiveValue();
    }

    private static InvalidInputException malformed(String seen) {
        return new InvalidInputException(Failure.doing("reading a signature in DER")
                .expected("a sequence of two integers")
                .seen(seen)
                .build());
    }
}
