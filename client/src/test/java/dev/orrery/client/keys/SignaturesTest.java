package dev.orrery.client.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orrery.base.InvalidInputException;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERSequence;
import org.junit.jupiter.api.Test;

class SignaturesTest {
    private static final BigInteger ORDER =
            new BigInteger("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141", 16);
    private static final Secp256k1Key KEY =
            Secp256k1Key.fromMnemonic(Mnemonic.fromEntropy(new byte[16]), HdPath.ofCoinType(118));
    private static final byte[] MESSAGE = {1, 2, 3};

    @Test
    void derBecomesWhatChainsTake() throws IOException {
        byte[] signature = KEY.sign(MESSAGE);

        assertThat(Signatures.fromDer(der(r(signature), s(signature)))).isEqualTo(signature);
        assertThat(Signatures.fromDer(der(r(signature), ORDER.subtract(s(signature)))))
                .as("a high s")
                .isEqualTo(signature);
    }

    @Test
    void otherBytesAreNoDer() throws IOException {
        for (byte[] wrong : new byte[][] {{}, {1, 2, 3}, KEY.sign(MESSAGE), new DERSequence().getEncoded()}) {
            assertThatThrownBy(() -> Signatures.fromDer(wrong))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("DER");
        }
    }

    @Test
    void aSignersHighSIsMendedAndAWrongSignatureIsRefused() {
        byte[] right = KEY.sign(MESSAGE);
        byte[] high = Secp256k1.bytes(r(right));
        byte[] highS = Arrays.copyOf(high, 64);
        System.arraycopy(Secp256k1.bytes(ORDER.subtract(s(right))), 0, highS, 32, 32);

        assertThat(Signatures.sign(signer(highS), MESSAGE)).isEqualTo(right);
        assertThatThrownBy(() -> Signatures.sign(signer(KEY.sign(new byte[0])), MESSAGE))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("do not fit");
        assertThatThrownBy(() -> Signatures.sign(signer(new byte[70]), MESSAGE))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("70 bytes");
    }

    private static Signer signer(byte[] signature) {
        return new Signer() {
            @Override
            public PublicKey publicKey() {
                return KEY.publicKey();
            }

            @Override
            public byte[] sign(byte[] message) {
                return signature;
            }
        };
    }

    private static BigInteger r(byte[] signature) {
        return new BigInteger(1, Arrays.copyOf(signature, 32));
    }

    private static BigInteger s(byte[] signature) {
        return new BigInteger(1, Arrays.copyOfRange(signature, 32, 64));
    }

    private static byte[] der(BigInteger r, BigInteger s) throws IOException {
        ASN1EncodableVector numbers = new ASN1EncodableVector();
        numbers.add(new ASN1Integer(r));
        numbers.add(new ASN1Integer(s));
        return new DERSequence(numbers).getEncoded();
    }
}
