package dev.orrery.client.keys;

import dev.orrery.base.InvalidInputException;
import dev.orrery.base.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.XSalsa20Engine;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;
import org.bouncycastle.crypto.macs.Poly1305;
import org.bouncycastle.crypto.modes.ChaCha20Poly1305;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;

/** The two ways in which the SDK encrypts exported keys. */
final class KeyCipher {
    private static final int KEY = 32;
    private static final int TAG = 16;
    private static final int XSALSA_NONCE = 24;
    /** The salt is new each time, so the nonce need not be. */
    private static final byte[] CHACHA_NONCE = new byte[12];

    private static final int BCRYPT_COST = 12;
    private static final int BCRYPT_MOST = 72;

    private KeyCipher() {}

    static byte[] sealArgon2(byte[] plain, String passphrase, byte[] salt) {
        try {
            return chacha(true, plain, argon2(passphrase, salt));
        } catch (InvalidCipherTextException e) {
            throw new AssertionError("encryption checks nothing", e);
        }
    }

    static byte[] openArgon2(byte[] sealed, String passphrase, byte[] salt) {
        try {
            return chacha(false, sealed, argon2(passphrase, salt));
        } catch (InvalidCipherTextException e) {
            throw wrongPassphrase();
        }
    }

    /** NaCl's secretbox with the nonce before it (CometBFT: crypto/xsalsa20symmetric). */
    static byte[] sealBcrypt(byte[] plain, String passphrase, byte[] salt) {
        byte[] nonce = new byte[XSALSA_NONCE];
        new SecureRandom().nextBytes(nonce);
        Secretbox box = new Secretbox(bcrypt(passphrase, salt), nonce);
        byte[] encrypted = box.stream(plain);
        return ByteBuffer.allocate(XSALSA_NONCE + TAG + plain.length)
                .put(nonce)
                .put(box.tag(encrypted))
                .put(encrypted)
                .array();
    }

    static byte[] openBcrypt(byte[] sealed, String passphrase, byte[] salt) {
        if (sealed.length <= XSALSA_NONCE + TAG) {
            throw ArmoredKey.invalid("importing a key", "more than 40 bytes", sealed.length + " bytes");
        }
        Secretbox box = new Secretbox(bcrypt(passphrase, salt), Arrays.copyOf(sealed, XSALSA_NONCE));
        byte[] encrypted = Arrays.copyOfRange(sealed, XSALSA_NONCE + TAG, sealed.length);
        byte[] tag = Arrays.copyOfRange(sealed, XSALSA_NONCE, XSALSA_NONCE + TAG);
        if (!MessageDigest.isEqual(tag, box.tag(encrypted))) {
            throw wrongPassphrase();
        }
        return box.stream(encrypted);
    }

    /** The first 32 bytes of the stream are the key of the tag, the rest encrypts. */
    private static final class Secretbox {
        private final XSalsa20Engine cipher = new XSalsa20Engine();
        private final byte[] tagKey = new byte[32];

        Secretbox(byte[] key, byte[] nonce) {
            cipher.init(true, new ParametersWithIV(new KeyParameter(key), nonce));
            cipher.processBytes(new byte[32], 0, 32, tagKey, 0);
        }

        byte[] stream(byte[] input) {
            byte[] output = new byte[input.length];
            cipher.processBytes(input, 0, input.length, output, 0);
            return output;
        }

        byte[] tag(byte[] encrypted) {
            Poly1305 mac = new Poly1305();
            mac.init(new KeyParameter(tagKey));
            mac.update(encrypted, 0, encrypted.length);
            byte[] tag = new byte[TAG];
            mac.doFinal(tag, 0);
            return tag;
        }
    }

    private static byte[] chacha(boolean encrypt, byte[] input, byte[] key) throws InvalidCipherTextException {
        ChaCha20Poly1305 cipher = new ChaCha20Poly1305();
        cipher.init(encrypt, new AEADParameters(new KeyParameter(key), TAG * 8, CHACHA_NONCE));
        byte[] output = new byte[cipher.getOutputSize(input.length)];
        int length = cipher.processBytes(input, 0, input.length, output, 0);
        cipher.doFinal(output, length);
        return output;
    }

    private static byte[] argon2(String passphrase, byte[] salt) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withIterations(1)
                .withMemoryAsKB(64 * 1024)
                .withParallelism(4)
                .withSalt(salt)
                .build());
        byte[] key = new byte[KEY];
        generator.generateBytes(passphrase.getBytes(StandardCharsets.UTF_8), key);
        return key;
    }

    /** SHA-256 of bcrypt's text form. */
    private static byte[] bcrypt(String passphrase, byte[] salt) {
        byte[] password = passphrase.getBytes(StandardCharsets.UTF_8);
        if (password.length > BCRYPT_MOST) {
            throw ArmoredKey.invalid(
                    "deriving a key with bcrypt", "a passphrase of at most 72 bytes", password.length + " bytes");
        }
        return Sha256.of(
                OpenBSDBCrypt.generate("2a", password, salt, BCRYPT_COST).getBytes(StandardCharsets.US_ASCII));
    }

    private static InvalidInputException wrongPassphrase() {
        return ArmoredKey.invalid("importing a key", "a passphrase that opens it", "a wrong one, or a damaged key");
    }
}
