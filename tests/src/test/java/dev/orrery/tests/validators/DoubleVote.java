package dev.orrery.tests.validators;

import dev.orrery.base.Sha256;
import dev.orrery.client.keys.Ed25519Key;
import dev.orrery.client.tx.Msg;
import dev.orrery.client.wire.ProtoWriter;
import dev.orrery.network.Chain;
import dev.orrery.network.Node;
import dev.orrery.tests.ConsensusKeys;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A validator of a consumer chain votes for two blocks of one height; the evidence of it, as whoever has seen both shows it. */
final class DoubleVote {
    private static final int PRECOMMIT = 2;

    private DoubleVote() {}

    /** {@code MsgSubmitConsumerDoubleVoting} to the provider. */
    static Msg evidence(Chain consumer, String consumerId, Node node, String submitter) {
        long height = consumer.height() - 1;
        Ed25519Key key = ConsensusKeys.of(node);
        Instant now = Instant.now();
        List<Map<String, Object>> votes = Stream.of("one", "another")
                .map(block -> Sha256.of(block.getBytes(StandardCharsets.UTF_8)))
                .sorted(Comparator.comparing(HexFormat.of()::formatHex)) // CometBFT wants them so
                .map(block -> vote(key, consumer.chainId(), height, block, now))
                .toList();
        Map<String, Object> validator = Map.of(
                "address", base64(key.publicKey().address()),
                "pub_key", Map.of("ed25519", key.publicKey().base64()),
                "voting_power", "1");
        return Msg.of(
                "/interchain_security.ccv.provider.v1.MsgSubmitConsumerDoubleVoting",
                Map.of(
                        "submitter",
                        submitter,
                        "consumer_id",
                        consumerId,
                        "duplicate_vote_evidence",
                        Map.of(
                                "vote_a", votes.getFirst(),
                                "vote_b", votes.getLast(),
                                "total_voting_power", "1",
                                "validator_power", "1",
                                "timestamp", now.toString()),
                        "infraction_block_header",
                        Map.of(
                                "signed_header",
                                        Map.of(
                                                "header",
                                                Map.of("chain_id", consumer.chainId(), "height", height),
                                                "commit",
                                                Map.of("height", height)),
                                "validator_set",
                                        Map.of(
                                                "validators",
                                                List.of(validator),
                                                "proposer",
                                                validator,
                                                "total_voting_power",
                                                "1"))));
    }

    private static Map<String, Object> vote(Ed25519Key key, String chainId, long height, byte[] block, Instant time) {
        ProtoWriter parts = new ProtoWriter().varint(1, 1).bytes(2, block);
        byte[] canonical = new ProtoWriter()
                .varint(1, PRECOMMIT)
                .fixed64(2, height)
                .message(4, new ProtoWriter().bytes(1, block).message(2, parts))
                .message(5, new ProtoWriter().varint(1, time.getEpochSecond()).varint(2, time.getNano()))
                .string(6, chainId)
                .toByteArray();
        ByteArrayOutputStream signed = new ByteArrayOutputStream();
        signed.writeBytes(ProtoWriter.rawVarint(canonical.length));
        signed.writeBytes(canonical);
        return Map.of(
                "type", "SIGNED_MSG_TYPE_PRECOMMIT",
                "height", height,
                "block_id", Map.of("hash", base64(block), "part_set_header", Map.of("total", 1, "hash", base64(block))),
                "timestamp", time.toString(),
                "validator_address", base64(key.publicKey().address()),
                "signature", base64(key.sign(signed.toByteArray())));
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
