package dev.orrery.ibc;

import dev.orrery.client.keys.PublicKey;
import dev.orrery.client.wire.ProtoWriter;
import dev.orrery.ibc.internal.Merkle;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/**
 * The validators of one height, in CometBFT's order: voting power descending, then address ascending. Light clients (ICS-07)
 * trust a set by its hash.
 *
 * @param validators the validators in that order
 */
public record ValidatorSet(List<Validator> validators) {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    /**
     * One validator.
     *
     * @param key its consensus key, Ed25519
     * @param power its voting power, at least 1
     */
    public record Validator(PublicKey key, long power) {}

    public ValidatorSet {
        validators = validators.stream()
                .sorted(Comparator.comparingLong(Validator::power)
                        .reversed()
                        .thenComparing(validator -> validator.key().address(), Arrays::compareUnsigned))
                .toList();
    }

    /**
     * The hash that headers and light clients' consensus states carry: the RFC 6962 Merkle root over the validators, each
     * encoded as {@code tendermint.types.SimpleValidator} (CometBFT: {@code ValidatorSet.Hash}, {@code crypto/merkle}).
     *
     * @return 32 bytes
     */
    public byte[] hash() {
        return Merkle.root(validators.stream().map(ValidatorSet::encode).toList());
    }

    /** {@link #hash()} in upper-case hexadecimal, as genesis files and CometBFT's RPC write it. */
    public String hashHex() {
        return HEX.formatHex(hash());
    }

    private static byte[] encode(Validator validator) {
        ProtoWriter key = new ProtoWriter().bytes(1, validator.key().bytes());
        return new ProtoWriter().message(1, key).varint(2, validator.power()).toByteArray();
    }
}
