package dev.orrery.ibc.internal;

import dev.orrery.client.keys.Signer;
import dev.orrery.client.wire.ProtoWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * {@code tendermint.types.Commit}: who has signed a block.
 *
 * @param votes one for each validator, in the order of the set
 */
record Commit(long height, long round, BlockId blockId, List<Vote> votes) {
    private static final int PRECOMMIT = 2;

    Commit {
        votes = List.copyOf(votes);
    }

    /**
     * {@code tendermint.types.CommitSig}.
     *
     * @param flag 1 absent, 2 for the block, 3 for none
     * @param address upper-case hexadecimal; empty if absent
     * @param signature Base64; empty if absent
     */
    record Vote(int flag, String address, Instant time, String signature) {
        private static final int ABSENT_FLAG = 1;
        private static final int COMMIT_FLAG = 2;
        /** Go's zero time. */
        private static final Instant NEVER = Instant.parse("0001-01-01T00:00:00Z");

        static final Vote ABSENT = new Vote(ABSENT_FLAG, "", NEVER, "");

        static Vote forBlock(String address, Instant time, byte[] signature) {
            return new Vote(COMMIT_FLAG, address, time, Base64.getEncoder().encodeToString(signature));
        }

        boolean isForBlock() {
            return flag == COMMIT_FLAG;
        }

        ProtoWriter encode() {
            return new ProtoWriter()
                    .varint(1, flag)
                    .bytes(2, BlockId.hex(address))
                    .message(3, Times.encode(time))
                    .bytes(4, Base64.getDecoder().decode(signature));
        }
    }

    /** From CometBFT's RPC. */
    static Commit read(JsonNode json) {
        List<Vote> votes = new ArrayList<>();
        for (JsonNode vote : json.path("signatures")) {
            votes.add(new Vote(
                    vote.path("block_id_flag").asInt(),
                    vote.path("validator_address").asString(""),
                    Instant.parse(vote.path("timestamp").asString()),
                    vote.path("signature").asString("")));
        }
        return new Commit(
                json.path("height").asLong(), json.path("round").asLong(0), BlockId.read(json.path("block_id")), votes);
    }

    /** The same commit with the votes of these validators only. */
    Commit of(Set<String> addresses) {
        return new Commit(
                height,
                round,
                blockId,
                votes.stream()
                        .map(vote -> addresses.contains(vote.address()) ? vote : Vote.ABSENT)
                        .toList());
    }

    /**
     * Votes of the same validators at the same times for another block.
     *
     * @param keys the consensus keys by address; who has none abstains
     */
    Commit forBlock(BlockId other, String chainId, Map<String, ? extends Signer> keys) {
        List<Vote> signed = new ArrayList<>();
        for (Vote vote : votes) {
            @Nullable Signer key = keys.get(vote.address());
            signed.add(
                    key == null || !vote.isForBlock()
                            ? Vote.ABSENT
                            : Vote.forBlock(
                                    vote.address(), vote.time(), key.sign(signBytes(other, vote.time(), chainId))));
        }
        return new Commit(height, round, other, signed);
    }

    byte[] encode() {
        ProtoWriter out = new ProtoWriter().varint(1, height).varint(2, round).message(3, blockId.encode());
        votes.forEach(vote -> out.message(4, vote.encode()));
        return out.toByteArray();
    }

    /** {@code tendermint.types.CanonicalVote} with its length before it (CometBFT: {@code VoteSignBytes}). */
    private byte[] signBytes(BlockId block, Instant time, String chainId) {
        byte[] vote = new ProtoWriter()
                .varint(1, PRECOMMIT)
                .fixed64(2, height)
                .fixed64(3, round)
                .message(4, block.encode())
                .message(5, Times.encode(time))
                .string(6, chainId)
                .toByteArray();
        byte[] length = ProtoWriter.rawVarint(vote.length);
        byte[] bytes = new byte[length.length + vote.length];
        System.arraycopy(length, 0, bytes, 0, length.length);
        System.arraycopy(vote, 0, bytes, length.length, vote.length);
        return bytes;
    }
}
