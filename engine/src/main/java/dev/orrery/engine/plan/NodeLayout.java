package dev.orrery.engine.plan;

import dev.orrery.client.keys.Ed25519Key;
import java.math.BigInteger;

/**
 * One node of the layout; at present each is a validator of genesis.
 *
 * @param stake its self-delegation at genesis, in the chain's staking denom
 * @param operator the account that made the validator
 * @param consensusKey signs blocks
 * @param nodeKey identifies it to its peers
 */
public record NodeLayout(
        NodeId id,
        BigInteger stake,
        AccountLayout operator,
        Ed25519Key consensusKey,
        Ed25519Key nodeKey,
        NodeAddress address) {}
