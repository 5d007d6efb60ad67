package dev.orrery.engine.plan.internal;

import dev.orrery.engine.plan.ChainLayout;
import dev.orrery.engine.plan.PathEnd;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A light client (ICS-07) of a chain that has not started yet, as a third chain's genesis holds it. CometBFT gives block 1 the
 * time of genesis, and its next validators are the genesis validators, so the consensus state at height 1 is known
 * beforehand; its root serves no proof, since state is proven with the root of the following height.
 */
final class GenesisClient {
    /** ibc-go's own constant for a consensus state without a root of its own. */
    private static final String ROOT = "sentinel_root";

    /** ibc-go 24-host {@code ParseChainID}: the number after the last dash; none, or a leading zero, is revision 0. */
    private static final Pattern REVISION = Pattern.compile(".*[^\\n-]-([1-9][0-9]*)");

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final PathEnd end;
    private final ChainLayout chain;
    private final Instant genesisTime;
    private final long revision;
    private final long holderRevision;

    /**
     * @param end the side of the path whose chain has the client in its genesis
     * @param chain the chain that the client follows
     * @param holder the chain whose genesis holds it
     */
    GenesisClient(PathEnd end, ChainLayout chain, ChainLayout holder, Instant genesisTime) {
        this.end = end;
        this.chain = chain;
        this.holderRevision = revision(holder.chainId());
        this.genesisTime = genesisTime;
        this.revision = revision(chain.chainId());
    }

    /** The revision number of a chain's IBC heights: a uint64. */
    static long revision(String chainId) {
        Matcher matcher = REVISION.matcher(chainId);
        return matcher.matches() ? Long.parseUnsignedLong(matcher.group(1)) : 0;
    }

    ObjectNode height() {
        return height(revision, 1);
    }

    ObjectNode state() {
        ObjectNode state = JSON.objectNode();
        state.put("@type", "/ibc.lightclients.tendermint.v1.ClientState").put("chain_id", chain.chainId());
        state.putObject("trust_level").put("numerator", "1").put("denominator", "3");
        state.put("trusting_period", ProtoDurations.text(end.trustingPeriod()))
                .put("unbonding_period", ProtoDurations.text(chain.unbonding()))
                .put("max_clock_drift", ProtoDurations.text(end.clockDrift()));
        state.set("frozen_height", height(0, 0));
        state.set("latest_height", height());
        // ICS-23: the proof of a key in its IAVL store, then of that store in the application's root.
        state.putArray("proof_specs").add(proofSpec(33, 4, 12)).add(proofSpec(32, 1, 1));
        state.putArray("upgrade_path").add("upgrade").add("upgradedIBCState");
        return state.put("allow_update_after_expiry", false).put("allow_update_after_misbehaviour", false);
    }

    ObjectNode consensusState() {
        ObjectNode state = JSON.objectNode();
        state.put("@type", "/ibc.lightclients.tendermint.v1.ConsensusState")
                .put("timestamp", DateTimeFormatter.ISO_INSTANT.format(genesisTime));
        state.putObject("root").put("hash", base64(ROOT.getBytes(StandardCharsets.UTF_8)));
        return state.put("next_validators_hash", chain.validatorsHash());
    }

    /** When and at which own height the consensus state came, and the key by which old ones are found for pruning. */
    ArrayNode metadata() {
        String key = "consensusStates/" + Long.toUnsignedString(revision) + "-1";
        ArrayNode entries = JSON.arrayNode();
        entry(entries, key + "/processedTime", bigEndian(nanos(genesisTime)));
        entry(
                entries,
                key + "/processedHeight",
                (Long.toUnsignedString(holderRevision) + "-1").getBytes(StandardCharsets.UTF_8));
        byte[] prefix = "iterateConsensusStates".getBytes(StandardCharsets.UTF_8);
        byte[] iteration = ByteBuffer.allocate(prefix.length + 16)
                .put(prefix)
                .putLong(revision)
                .putLong(1)
                .array();
        entries.addObject().put("key", base64(iteration)).put("value", base64(key.getBytes(StandardCharsets.UTF_8)));
        return entries;
    }

    private static ObjectNode proofSpec(int childSize, int minPrefix, int maxPrefix) {
        ObjectNode spec = JSON.objectNode();
        spec.putObject("leaf_spec")
                .put("hash", "SHA256")
                .put("prehash_key", "NO_HASH")
                .put("prehash_value", "SHA256")
                .put("length", "VAR_PROTO")
                .put("prefix", "AA==");
        ObjectNode inner = spec.putObject("inner_spec");
        inner.putArray("child_order").add(0).add(1);
        inner.put("child_size", childSize)
                .put("min_prefix_length", minPrefix)
                .put("max_prefix_length", maxPrefix)
                .putNull("empty_child")
                .put("hash", "SHA256");
        return spec.put("max_depth", 0).put("min_depth", 0).put("prehash_key_before_comparison", false);
    }

    private static ObjectNode height(long revision, long height) {
        return JSON.objectNode()
                .put("revision_number", Long.toUnsignedString(revision))
                .put("revision_height", Long.toString(height));
    }

    private static void entry(ArrayNode entries, String key, byte[] value) {
        entries.addObject()
                .put("key", base64(key.getBytes(StandardCharsets.UTF_8)))
                .put("value", base64(value));
    }

    private static long nanos(Instant time) {
        return Math.addExact(Math.multiplyExact(time.getEpochSecond(), 1_000_000_000L), time.getNano());
    }

    private static byte[] bigEndian(long value) {
        return ByteBuffer.allocate(Long.BYTES).putLong(value).array();
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
