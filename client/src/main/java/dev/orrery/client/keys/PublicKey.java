package dev.orrery.client.keys;

import dev.orrery.base.Failure;
import dev.orrery.base.InvalidInputException;
import dev.orrery.base.Sha256;
import dev.orrery.client.Bech32;
import dev.orrery.client.wire.Any;
import dev.orrery.client.wire.ProtoWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A public key and the address that follows from it. Immutable. */
public sealed class PublicKey permits MultisigPublicKey {
    private final KeyType type;
    private final KeyFormat format;
    private final byte[] bytes;

    /** @throws InvalidInputException if a key of that type has another length */
    public PublicKey(KeyType type, byte[] bytes) {
        this(type, type.format(), bytes);
    }

    /**
     * A key that its chain names differently.
     *
     * @throws InvalidInputException if a key of that type has another length
     */
    public PublicKey(KeyType type, KeyFormat format, byte[] bytes) {
        if (type.length() >= 0 ? bytes.length != type.length() : !(this instanceof MultisigPublicKey)) {
            throw new InvalidInputException(Failure.doing("reading a public key")
                    .expected(type.length() < 0 ? "a MultisigPublicKey" : type.length() + " bytes for " + type)
                    .seen(bytes.length + " bytes")
                    .build());
        }
        this.type = type;
        this.format = format;
        this.bytes = bytes.clone();
    }

    public KeyType type() {
        return type;
    }

    public KeyFormat format() {
        return format;
    }

    /** secp256k1: 33 bytes, compressed; Ed25519: 32 bytes; multisig: its amino encoding. */
    public byte[] bytes() {
        return bytes.clone();
    }

    public String base64() {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** The 20 bytes of the address. */
    public byte[] address() {
        return switch (type) {
            case SECP256K1 -> Hashes.ripemd160(Sha256.of(bytes));
            case ED25519, MULTISIG -> Arrays.copyOf(Sha256.of(bytes), 20);
            case ETH_SECP256K1 -> Arrays.copyOfRange(Hashes.keccak256(Secp256k1.uncompressed(bytes)), 12, 32);
        };
    }

    /** The address in Bech32, {@code cosmos1…} for the prefix {@code cosmos}. */
    public String address(String prefix) {
        return Bech32.encode(prefix, address());
    }

    /** The address as Ethereum writes it, with a checksum in the case of its letters (EIP-55). */
    public String hexAddress() {
        String plain = HexFormat.of().formatHex(address());
        byte[] hash = Hashes.keccak256(plain.getBytes(StandardCharsets.US_ASCII));
        StringBuilder text = new StringBuilder("0x");
        for (int i = 0; i < plain.length(); i++) {
            int nibble = i % 2 == 0 ? (hash[i / 2] >> 4) & 0xf : hash[i / 2] & 0xf;
            text.append(nibble >= 8 ? Character.toUpperCase(plain.charAt(i)) : plain.charAt(i));
        }
        return text.toString();
    }

    /** Whether a signature of this message was made with the key's other half; never true for a multisig key. */
    public boolean verify(byte[] message, byte[] signature) {
        return switch (type) {
            case SECP256K1 -> Secp256k1.verify(bytes, Sha256.of(message), signature);
            case ETH_SECP256K1 -> Secp256k1.verify(bytes, Hashes.keccak256(message), signature);
            case ED25519 ->
                signature.length == Ed25519.SIGNATURE_SIZE
                        && Ed25519.verify(signature, 0, bytes, 0, message, 0, message.length);
            case MULTISIG -> false;
        };
    }

    /** The key as transactions carry it. */
    public Any toAny() {
        return new Any(format.typeUrl(), new ProtoWriter().bytes(1, bytes).toByteArray());
    }

    /** The key in the SDK's JSON, as {@code keys show --pubkey} prints it. */
    public ObjectNode json() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("@type", format.typeUrl())
                .put("key", base64());
    }

    /** The key as amino writes it in binary: the prefix of its name, and its length-prefixed bytes. */
    byte[] aminoBytes() {
        byte[] length = ProtoWriter.rawVarint(bytes.length);
        byte[] amino = Arrays.copyOf(Hashes.aminoPrefix(format.aminoName()), 4 + length.length + bytes.length);
        System.arraycopy(length, 0, amino, 4, length.length);
        System.arraycopy(bytes, 0, amino, 4 + length.length, bytes.length);
        return amino;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PublicKey key
                && type == key.type
                && format.equals(key.format)
                && Arrays.equals(bytes, key.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return type + " " + HexFormat.of().formatHex(bytes);
    }
}
