package dev.orrery.engine.plan;

import dev.orrery.client.keys.Ed25519Key;
import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;

/**
 * One node of the layout.
 *
 * @param role what it is to the chain
 * @param stake its self-delegation, in the chain's staking denom; 0 for a full node
 * @param operator the account that makes the validator; empty for a full node
 * @param consensusKey signs blocks
 * @param nodeKey identifies it to its peers
 * @param companionPorts the ports of the programs that run beside it, by companion and name
 */
public record NodeLayout(
        NodeId id,
        Role role,
        BigInteger stake,
        Optional<AccountLayout> operator,
        Ed25519Key consensusKey,
        Ed25519Key nodeKey,
        NodeAddress address,
        Map<String, Map<String, Integer>> companionPorts) {
    public NodeLayout {
        companionPorts = Map.copyOf(companionPorts);
    }

    /** What a node is to its chain. */
    public enum Role {
        /** A validator from the first block on. */
        GENESIS_VALIDATOR,
        /** A full node at first, which a transaction makes a validator. */
        CREATED_VALIDATOR,
        /** It follows the chain and has no voting power. */
        FULL_NODE
    }

    /** Whether it signs the first block. */
    public boolean inGenesis() {
        return role == Role.GENESIS_VALIDATOR;
    }

    /** The account that makes the validator; only of a node that is or becomes one. */
    public AccountLayout requiredOperator() {
        return operator.orElseThrow();
    }
}
