package dev.orrery.client.keys;

import dev.orrery.base.Failure;
import dev.orrery.base.InvalidInputException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A private key as {@code keys export} writes it and {@code keys import} reads it: encrypted with a passphrase, in ASCII
 * armor (SDK: crypto/armor.go). Keys of secp256k1, Ed25519 and Ethereum's kind.
 */
public final class ArmoredKey {
    private static final String BLOCK = "TENDERMINT PRIVATE KEY";
    private static final int SALT = 16;

    private ArmoredKey() {}

    /** How the encryption key comes from the passphrase, and what encrypts. */
    public enum Kdf {
        /** Argon2id with ChaCha20-Poly1305: SDK 0.50 and later. Takes 64 MiB of memory for a moment. */
        ARGON2,
        /** bcrypt with XSalsa20-Poly1305: what all SDKs read, and old ones write. Takes a quarter of a second. */
        BCRYPT
    }

    /**
     * Encrypts a key.
     *
     * @param key a {@link Secp256k1Key}, {@link EthSecp256k1Key} or {@link Ed25519Key}
     * @param passphrase chains' own tools want at least 8 characters
     * @throws InvalidInputException if the key is of another kind, or does not leave its place
     */
    public static String encrypt(Signer key, String passphrase, Kdf kdf) {
        byte[] salt = new byte[SALT];
        new SecureRandom().nextBytes(salt);
        byte[] secret = switch (key) {
            case Secp256k1Key account -> account.privateKey();
            case EthSecp256k1Key account -> account.privateKey();
            case Ed25519Key validator -> validator.cometPrivateKey();
            default -> throw invalid("exporting a key", "a key in memory", "a signer that keeps it elsewhere");
        };
        PublicKey publicKey = key.publicKey();
        byte[] prefix = Hashes.aminoPrefix(publicKey.format().privateAminoName());
        byte[] plain = ByteBuffer.allocate(5 + secret.length)
                .put(prefix)
                .put((byte) secret.length)
                .put(secret)
                .array();
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("kdf", kdf == Kdf.ARGON2 ? "argon2" : "bcrypt");
        headers.put("salt", HexFormat.of().withUpperCase().formatHex(salt));
        headers.put("type", algorithm(publicKey.type()));
        byte[] sealed = kdf == Kdf.ARGON2
                ? KeyCipher.sealArgon2(plain, passphrase, salt)
                : KeyCipher.sealBcrypt(plain, passphrase, salt);
        return Armor.encode(BLOCK, headers, sealed);
    }

    /**
     * Decrypts a key.
     *
     * @return a {@link Secp256k1Key}, {@link EthSecp256k1Key} or {@link Ed25519Key}
     * @throws InvalidInputException if the text is no armored private key, of a kind that is not known, or the passphrase is
     *     wrong
     */
    public static Signer decrypt(String armored, String passphrase) {
        Armor armor = Armor.decode(armored);
        if (!armor.block().equals(BLOCK)) {
            throw invalid("importing a key", "a block \"" + BLOCK + "\"", "a block \"" + armor.block() + "\"");
        }
        byte[] salt = salt(armor.header("salt"));
        byte[] plain = switch (armor.header("kdf")) {
            case "argon2" -> KeyCipher.openArgon2(armor.data(), passphrase, salt);
            case "bcrypt" -> KeyCipher.openBcrypt(armor.data(), passphrase, salt);
            default -> throw invalid("importing a key", "kdf argon2 or bcrypt", armor.header("kdf"));
        };
        if (plain.length < 5 || plain.length != 5 + (plain[4] & 0xff)) {
            throw invalid("importing a key", "a private key in amino's binary form", plain.length + " bytes");
        }
        byte[] prefix = Arrays.copyOf(plain, 4);
        byte[] secret = Arrays.copyOfRange(plain, 5, plain.length);
        for (KeyFormat format : KeyFormat.known()) {
            if (Arrays.equals(prefix, Hashes.aminoPrefix(format.privateAminoName()))) {
                return key(format, secret);
            }
        }
        throw invalid(
                "importing a key",
                "a kind that is known",
                "amino's prefix " + HexFormat.of().formatHex(prefix));
    }

    private static Signer key(KeyFormat format, byte[] secret) {
        if (format.equals(KeyFormat.SECP256K1)) {
            return Secp256k1Key.fromPrivateKey(secret);
        }
        return format.equals(KeyFormat.ED25519)
                ? Ed25519Key.fromCometPrivateKey(secret)
                : EthSecp256k1Key.fromPrivateKey(secret, format);
    }

    private static byte[] salt(String hex) {
        try {
            byte[] salt = HexFormat.of().parseHex(hex);
            if (salt.length == SALT) {
                return salt;
            }
        } catch (IllegalArgumentException e) {
            // Told below.
        }
        throw invalid("importing a key", "a salt of 16 bytes in hexadecimal", "another one");
    }

    private static String algorithm(KeyType type) {
        return switch (type) {
            case SECP256K1 -> "secp256k1";
            case ED25519 -> "ed25519";
            case ETH_SECP256K1 -> "eth_secp256k1";
            case MULTISIG -> "multi";
        };
    }

    static InvalidInputException invalid(String doing, String expected, String seen) {
        return new InvalidInputException(
                Failure.doing(doing).expected(expected).seen(seen).build());
    }
}
