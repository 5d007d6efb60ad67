package dev.orrery.client.keys;

import dev.orrery.base.Failure;
import dev.orrery.base.InvalidInputException;
import dev.orrery.base.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.generators.PKCS5S2ParametersGenerator;
import org.bouncycastle.crypto.params.KeyParameter;

/** The words behind keys (BIP-39, English list): 12, 15, 18, 21 or 24 of them, the last ones carrying a checksum. */
public final class Mnemonic {
    private static final List<String> LIST = list();
    private static final int BITS_PER_WORD = 11;
    private static final int SEED_BITS = 512;

    private final List<String> words;

    private Mnemonic(List<String> words) {
        this.words = List.copyOf(words);
    }

    /** 24 words from the machine's secure random numbers. */
    public static Mnemonic generate() {
        return generate(24);
    }

    /**
     * Words from the machine's secure random numbers.
     *
     * @param words 12, 15, 18, 21 or 24
     * @throws InvalidInputException for any other number
     */
    public static Mnemonic generate(int words) {
        if (words < 12 || words > 24 || words % 3 != 0) {
            throw invalid("making a mnemonic", "12, 15, 18, 21 or 24 words", words + " words");
        }
        byte[] entropy = new byte[words / 3 * 4];
        new SecureRandom().nextBytes(entropy);
        return fromEntropy(entropy);
    }

    /**
     * The words for these bytes; the same bytes give the same words.
     *
     * @param entropy 16, 20, 24, 28 or 32 bytes, for 12 to 24 words
     * @throws InvalidInputException for any other length
     */
    public static Mnemonic fromEntropy(byte[] entropy) {
        if (entropy.length < 16 || entropy.length > 32 || entropy.length % 4 != 0) {
            throw invalid("making a mnemonic", "16, 20, 24, 28 or 32 bytes of entropy", entropy.length + " bytes");
        }
        int checksumBits = entropy.length / 4;
        int checksum = (Sha256.of(entropy)[0] & 0xff) >>> (8 - checksumBits);
        BigInteger bits = new BigInteger(1, entropy).shiftLeft(checksumBits).or(BigInteger.valueOf(checksum));
        int count = (entropy.length * 8 + checksumBits) / BITS_PER_WORD;
        List<String> words = new ArrayList<>();
        for (int i = count - 1; i >= 0; i--) {
            words.add(LIST.get(bits.shiftRight(i * BITS_PER_WORD).intValue() & 0x7ff));
        }
        return new Mnemonic(words);
    }

    /**
     * Reads words, in any case, with any white space between them. What was written is never repeated in an error.
     *
     * @throws InvalidInputException if their number, one of them, or the checksum is wrong
     */
    public static Mnemonic parse(String phrase) {
        List<String> words = List.of(Normalizer.normalize(phrase, Normalizer.Form.NFKD)
                .strip()
                .toLowerCase(Locale.ROOT)
                .split("\\s+"));
        if (words.size() < 12 || words.size() > 24 || words.size() % 3 != 0) {
            throw invalid("reading a mnemonic", "12, 15, 18, 21 or 24 words", words.size() + " words");
        }
        BigInteger bits = BigInteger.ZERO;
        for (int i = 0; i < words.size(); i++) {
            int index = Collections.binarySearch(LIST, words.get(i));
            if (index < 0) {
                throw invalid(
                        "reading a mnemonic", "words of BIP-39's English list", "another word at place " + (i + 1));
            }
            bits = bits.shiftLeft(BITS_PER_WORD).or(BigInteger.valueOf(index));
        }
        int checksumBits = words.size() / 3;
        byte[] entropy = fixedLength(bits.shiftRight(checksumBits), checksumBits * 4);
        Mnemonic mnemonic = fromEntropy(entropy);
        if (!mnemonic.words.equals(words)) {
            throw invalid(
                    "reading a mnemonic", "a checksum that fits", "a wrong one: is a word mistyped or out of order?");
        }
        return mnemonic;
    }

    /** The secret itself: the words with one space between them. */
    public String phrase() {
        return String.join(" ", words);
    }

    /** How many words: 12, 15, 18, 21 or 24. */
    public int size() {
        return words.size();
    }

    /** The 64 bytes that keys are derived from; the passphrase is empty where none is used. */
    public byte[] seed(String passphrase) {
        String salt = "mnemonic" + Normalizer.normalize(passphrase, Normalizer.Form.NFKD);
        // Bouncy Castle keeps the keyed state of the HMAC between the rounds: half the work of the JDK's.
        PKCS5S2ParametersGenerator pbkdf2 = new PKCS5S2ParametersGenerator(new SHA512Digest());
        pbkdf2.init(phrase().getBytes(StandardCharsets.UTF_8), salt.getBytes(StandardCharsets.UTF_8), 2048);
        return ((KeyParameter) pbkdf2.generateDerivedParameters(SEED_BITS)).getKey();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Mnemonic mnemonic && words.equals(mnemonic.words);
    }

    @Override
    public int hashCode() {
        return words.hashCode();
    }

    /** Says how many words, and never which. */
    @Override
    public String toString() {
        return "Mnemonic of " + words.size() + " words";
    }

    static byte[] fixedLength(BigInteger number, int length) {
        byte[] bytes = number.toByteArray();
        byte[] fixed = new byte[length];
        int used = Math.min(bytes.length, length);
        System.arraycopy(bytes, bytes.length - used, fixed, length - used, used);
        return fixed;
    }

    private static List<String> list() {
        try (InputStream in = Objects.requireNonNull(Mnemonic.class.getResourceAsStream("english.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InvalidInputException invalid(String doing, String expected, String seen) {
        return new InvalidInputException(
                Failure.doing(doing).expected(expected).seen(seen).build());
    }
}
