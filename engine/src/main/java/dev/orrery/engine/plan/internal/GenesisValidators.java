package dev.orrery.engine.plan.internal;

import dev.orrery.client.GasPrice;
import dev.orrery.client.tx.Fee;
import dev.orrery.client.tx.SignedTx;
import dev.orrery.engine.plan.ChainLayout;
import dev.orrery.engine.plan.NodeLayout;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The gentxs that make the validators, signed here, as {@code gentx} and {@code collect-gentxs} would leave them. */
final class GenesisValidators {
    /** What {@code gentx} writes; none is counted in genesis. */
    private static final long GAS_LIMIT = 200_000;

    private GenesisValidators() {}

    /** @param gasPrice what a unit of gas costs in genesis; mostly nothing */
    static void write(
            ChainLayout chain, String prefix, String minCommission, GasPrice gasPrice, ArrayNode transactions) {
        Fee fee = new Fee(gasPrice.of(GAS_LIMIT), GAS_LIMIT);
        // Ed25519 and secp256k1 signing is what costs here; the validators do not depend on each other.
        List<ObjectNode> signed = chain.nodes().parallelStream()
                .filter(NodeLayout::inGenesis)
                .map(node -> SignedTx.genTx(
                        ValidatorMsg.of(chain, node, prefix, minCommission),
                        node.requiredOperator().key(),
                        chain.chainId(),
                        fee,
                        ""))
                .toList();
        signed.forEach(transactions::add);
    }
}
