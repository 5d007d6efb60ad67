package dev.orrery.client.keys;

import dev.orrery.base.Failure;
import dev.orrery.base.InvalidInputException;
import dev.orrery.client.wire.Any;
import dev.orrery.client.wire.ProtoWriter;
import java.io.ByteArrayOutputStream;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The key of an account that several keys share, of which some number must sign
 * ({@code cosmos.crypto.multisig.LegacyAminoPubKey}). The order of the keys is part of the key, and so of the address.
 */
public final class MultisigPublicKey extends PublicKey {
    private final int threshold;
    private final List<PublicKey> keys;

    private MultisigPublicKey(int threshold, List<PublicKey> keys) {
        super(KeyType.MULTISIG, KeyFormat.MULTISIG, amino(threshold, keys));
        this.threshold = threshold;
        this.keys = List.copyOf(keys);
    }

    /**
     * The keys in this order, as {@code keys add --multisig --nosort} takes them.
     *
     * @param threshold how many must sign
     * @throws InvalidInputException if that is not possible, or a key comes twice
     */
    public static MultisigPublicKey of(int threshold, List<PublicKey> keys) {
        if (keys.isEmpty() || threshold < 1 || threshold > keys.size()) {
            throw invalid("a threshold from 1 to the number of keys", threshold + " of " + keys.size());
        }
        if (new HashSet<>(keys).size() < keys.size()) {
            throw invalid("keys that differ", "one that comes twice");
        }
        return new MultisigPublicKey(threshold, keys);
    }

    /** The keys in the order of their addresses, as {@code keys add --multisig} takes them. */
    public static MultisigPublicKey sorted(int threshold, List<PublicKey> keys) {
        Comparator<PublicKey> byAddress =
                Comparator.comparing(key -> HexFormat.of().formatHex(key.address()));
        return of(threshold, keys.stream().sorted(byAddress).toList());
    }

    /** How many of the keys must sign. */
    public int threshold() {
        return threshold;
    }

    /** The keys, in the order that the address depends on. */
    public List<PublicKey> keys() {
        return keys;
    }

    @Override
    public Any toAny() {
        ProtoWriter out = new ProtoWriter().varint(1, threshold);
        keys.forEach(key -> out.any(2, key.toAny()));
        return new Any(format().typeUrl(), out.toByteArray());
    }

    @Override
    public ObjectNode json() {
        ObjectNode json = super.json();
        json.remove("key");
        json.put("threshold", threshold);
        ArrayNode all = json.putArray("public_keys");
        keys.forEach(key -> all.add(key.json()));
        return json;
    }

    @Override
    byte[] aminoBytes() {
        return bytes();
    }

    @Override
    public boolean equals(Object other) {
        return super.equals(other);
    }

    @Override
    public int hashCode() {
        return super.hashCode();
    }

    @Override
    public String toString() {
        return "multisig key, " + threshold + " of " + keys;
    }

    private static byte[] amino(int threshold, List<PublicKey> keys) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(Hashes.aminoPrefix(KeyFormat.MULTISIG.aminoName()));
        ProtoWriter fields = new ProtoWriter().varint(1, threshold);
        keys.forEach(key -> fields.message(2, key.aminoBytes()));
        out.writeBytes(fields.toByteArray());
        return out.toByteArray();
    }

    private static InvalidInputException invalid(String expected, String seen) {
        return new InvalidInputException(Failure.doing("making a multisig key")
                .expected(expected)
                .seen(seen)
                .build());
    }
}
