package dev.orrery.engine.plan.internal;

import dev.orrery.client.Bech32;
import dev.orrery.client.Coin;
import dev.orrery.client.tx.MsgCreateValidator;
import dev.orrery.client.tx.SignedTx;
import dev.orrery.engine.plan.ChainLayout;
import dev.orrery.engine.plan.NodeLayout;
import java.math.BigInteger;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The gentxs that make the validators, signed here, as {@code gentx} and {@code collect-gentxs} would leave them. */
final class GenesisValidators {
    /** What {@code gentx} writes; no gas is counted in genesis. */
    private static final long GAS_LIMIT = 200_000;

    private GenesisValidators() {}

    static void write(ChainLayout chain, String prefix, ObjectNode genutil) {
        ArrayNode transactions = genutil.putArray("gen_txs");
        // Ed25519 and secp256k1 signing is what costs here; the validators do not depend on each other.
        List<ObjectNode> signed = chain.nodes().parallelStream()
                .map(node -> genTx(chain, prefix, node))
                .toList();
        signed.forEach(transactions::add);
    }

    private static ObjectNode genTx(ChainLayout chain, String prefix, NodeLayout node) {
        byte[] operator = node.operator().key().publicKey().address();
        MsgCreateValidator message = new MsgCreateValidator(
                node.id().node(),
                MsgCreateValidator.Commission.standard(),
                BigInteger.ONE,
                Bech32.encode(prefix, operator),
                Bech32.encode(prefix + "valoper", operator),
                node.consensusKey().publicKey(),
                new Coin(node.stake(), chain.spec().denom()));
        return SignedTx.genTx(message, node.operator().key(), chain.chainId(), GAS_LIMIT, "");
    }
}
