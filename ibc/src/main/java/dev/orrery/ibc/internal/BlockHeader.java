package dev.orrery.ibc.internal;

import dev.orrery.client.wire.ProtoWriter;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** {@code tendermint.types.Header}. All hashes are upper-case hexadecimal. */
record BlockHeader(
        long blockVersion,
        long appVersion,
        String chainId,
        long height,
        Instant time,
        BlockId lastBlockId,
        String lastCommitHash,
        String dataHash,
        String validatorsHash,
        String nextValidatorsHash,
        String consensusHash,
        String appHash,
        String lastResultsHash,
        String evidenceHash,
        String proposerAddress) {

    /** From CometBFT's RPC. */
    static BlockHeader read(JsonNode json) {
        return new BlockHeader(
                number(json.path("version").path("block")),
                number(json.path("version").path("app")),
                json.path("chain_id").asString(),
                number(json.path("height")),
                Instant.parse(json.path("time").asString()),
                BlockId.read(json.path("last_block_id")),
                text(json, "last_commit_hash"),
                text(json, "data_hash"),
                text(json, "validators_hash"),
                text(json, "next_validators_hash"),
                text(json, "consensus_hash"),
                text(json, "app_hash"),
                text(json, "last_results_hash"),
                text(json, "evidence_hash"),
                text(json, "proposer_address"));
    }

    /** The same header with another application hash: what a chain that had forked would have. */
    BlockHeader withAppHash(String other) {
        return new BlockHeader(
                blockVersion,
                appVersion,
                chainId,
                height,
                time,
                lastBlockId,
                lastCommitHash,
                dataHash,
                validatorsHash,
                nextValidatorsHash,
                consensusHash,
                other,
                lastResultsHash,
                evidenceHash,
                proposerAddress);
    }

    byte[] encode() {
        ProtoWriter out = new ProtoWriter()
                .message(1, version())
                .string(2, chainId)
                .varint(3, height)
                .message(4, Times.encode(time))
                .message(5, lastBlockId.encode());
        List<String> hashes = hashes();
        for (int i = 0; i < hashes.size(); i++) {
            out.bytes(6 + i, BlockId.hex(hashes.get(i)));
        }
        return out.toByteArray();
    }

    /** The Merkle root over the fields, each encoded on its own (CometBFT: {@code Header.Hash}). */
    String hash() {
        Stream<byte[]> first = Stream.of(
                version().toByteArray(),
                new ProtoWriter().string(1, chainId).toByteArray(),
                new ProtoWriter().varint(1, height).toByteArray(),
                Times.encode(time).toByteArray(),
                lastBlockId.encode());
        Stream<byte[]> rest = hashes().stream()
                .map(hash -> new ProtoWriter().bytes(1, BlockId.hex(hash)).toByteArray());
        return HexFormat.of()
                .withUpperCase()
                .formatHex(Merkle.root(Stream.concat(first, rest).toList()));
    }

    private ProtoWriter version() {
        return new ProtoWriter().varint(1, blockVersion).varint(2, appVersion);
    }

    private List<String> hashes() {
        return List.of(
                lastCommitHash,
                dataHash,
                validatorsHash,
                nextValidatorsHash,
                consensusHash,
                appHash,
                lastResultsHash,
                evidenceHash,
                proposerAddress);
    }

    private static long number(JsonNode json) {
        return json.asLong(0);
    }

    private static String text(JsonNode json, String field) {
        return json.path(field).asString("");
    }
}
