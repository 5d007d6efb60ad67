package dev.orrery.client.keys;

import dev.orrery.base.Failure;
import dev.orrery.base.InvalidInputException;
import dev.orrery.client.Bech32;
import dev.orrery.client.wire.Any;
import dev.orrery.client.wire.ProtoWriter;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/** A public key and the address that follows from it. */
public final class PublicKey {
    private final KeyType type;
    private final byte[] bytes;

    /** @throws InvalidInputException if a key of that type has another length */
    public PublicKey(KeyType type, byte[] bytes) {
        if (bytes.length != type.length()) {
            throw new InvalidInputException(Failure.doing("reading a public key")
                    .expected(type.length() + " bytes for " + type)
                    .seen(bytes.length + " bytes")
                    .build());
        }
        this.type = type;
        this.bytes = bytes.clone();
    }

    public KeyType type() {
        return type;
    }

    /** secp256k1: 33 bytes, compressed; Ed25519: 32 bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    public String base64() {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** The 20 bytes of the address. */
    public byte[] address() {
        byte[] sha256 = Hashes.sha256(bytes);
        return switch (type) {
            case SECP256K1 -> Hashes.ripemd160(sha256);
            case ED25519 -> Arrays.copyOf(sha256, 20);
        };
    }

    /** The address in Bech32, {@code cosmos1…} for the prefix {@code cosmos}. */
    public String address(String prefix) {
        return Bech32.encode(prefix, address());
    }

    /** The key as transactions carry it. */
    public Any toAny() {
        return new Any(type.typeUrl(), new ProtoWriter().bytes(1, bytes).toByteArray());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PublicKey key && type == key.type && Arrays.equals(bytes, key.bytes);
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
