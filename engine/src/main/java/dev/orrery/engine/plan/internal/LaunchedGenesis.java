package dev.orrery.engine.plan.internal;

import dev.orrery.engine.plan.ChainLayout;
import dev.orrery.engine.plan.NodeLayout;
import dev.orrery.engine.plan.PlannedFile;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What a provider tells a consumer chain that it has launched, put into the consumer's genesis. */
public final class LaunchedGenesis {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final ChainLayout chain;
    private final JsonNode told;

    /** @param told the provider's {@code genesis_state}: a {@code ConsumerGenesisState} in protobuf's JSON */
    public LaunchedGenesis(ChainLayout chain, JsonNode told) {
        this.chain = chain;
        this.told = told;
    }

    /** The chain with the validators that the provider names, and the power that it gives them. */
    public ChainLayout layout() {
        Map<String, BigInteger> powers = new HashMap<>();
        told.at("/provider/initial_val_set")
                .forEach(update -> powers.put(
                        update.at("/pub_key/ed25519").asString(""),
                        new BigInteger(update.path("power").asString("0"))));
        List<NodeLayout> nodes = chain.nodes().stream()
                .map(node -> withPower(
                        node,
                        powers.getOrDefault(node.consensusKey().publicKey().base64(), BigInteger.ZERO)))
                .toList();
        return new ChainLayout(
                chain.spec(), nodes, chain.accounts(), chain.unbonding(), chain.validatorsHash(), chain.ends());
    }

    /** When the provider launched it: the time of the block in which its own light client is born. */
    public Instant time() {
        return Instant.parse(told.at("/provider/consensus_state/timestamp").asString());
    }

    private NodeLayout withPower(NodeLayout node, BigInteger power) {
        return new NodeLayout(
                node.id(),
                power.signum() > 0 ? NodeLayout.Role.GENESIS_VALIDATOR : NodeLayout.Role.FULL_NODE,
                power.multiply(chain.spec().powerReduction()),
                node.operator(),
                node.consensusKey(),
                node.nodeKey(),
                node.address(),
                node.companionPorts());
    }

    /** The planned genesis with the provider's words; the user's own for the module are above them. */
    public PlannedFile in(PlannedFile planned) {
        ObjectNode genesis = (ObjectNode) JSON.readTree(planned.content());
        ObjectNode ccv = (ObjectNode) told.deepCopy();
        if (ccv.at("/provider/consensus_state") instanceof ObjectNode consensus) {
            // Bytes, but the SDK writes and reads this field (CometBFT's HexBytes) in hexadecimal.
            byte[] hash = Base64.getDecoder()
                    .decode(consensus.path("next_validators_hash").asString(""));
            consensus.put("next_validators_hash", HexFormat.of().withUpperCase().formatHex(hash));
        }
        if (chain.spec().genesis().at("/app_state/ccvconsumer") instanceof ObjectNode own) {
            MergePatch.apply(ccv, own);
        }
        ObjectNode params = GenesisPlanner.object(ccv, "params");
        if (!(params.get("reward_denoms") instanceof ArrayNode denoms) || denoms.isEmpty()) {
            params.putArray("reward_denoms").add(chain.spec().denom());
        }
        ((ObjectNode) genesis.get("app_state")).set("ccvconsumer", ccv);
        return PlannedFile.open(planned.path(), genesis + "\n");
    }
}
