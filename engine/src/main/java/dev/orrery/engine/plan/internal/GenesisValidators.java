package dev.orrery.engine.plan.internal;

import dev.orrery.client.Bech32;
import dev.orrery.client.Coin;
import dev.orrery.client.tx.MsgCreateValidator;
import dev.orrery.client.tx.SignedTx;
import dev.orrery.engine.plan.ChainLayout;
import dev.orrery.engine.plan.NodeLayout;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The gentxs that make the validators, signed here, as {@code gentx} and {@code collect-gentxs} would leave them. */
final class GenesisValidators {
    /** What {@code gentx} writes; no gas is counted in genesis. */
    private static final long GAS_LIMIT = 200_000;

    private static final Pattern FRACTION = Pattern.compile("[01](\\.[0-9]{1,18})?");

    private GenesisValidators() {}

    static void write(ChainLayout chain, String prefix, String minCommission, ObjectNode genutil) {
        MsgCreateValidator.Commission commission = commission(minCommission);
        ArrayNode transactions = genutil.putArray("gen_txs");
        // Ed25519 and secp256k1 signing is what costs here; the validators do not depend on each other.
        List<ObjectNode> signed = chain.nodes().parallelStream()
                .map(node -> genTx(chain, prefix, commission, node))
                .toList();
        signed.forEach(transactions::add);
    }

    /** The standard one, unless the chain asks for more (x/staking {@code MsgCreateValidator}: not below its minimum). */
    private static MsgCreateValidator.Commission commission(String least) {
        MsgCreateValidator.Commission standard = MsgCreateValidator.Commission.standard();
        if (!FRACTION.matcher(least).matches()) {
            return standard; // the chain itself refuses a minimum that is no number, in its own words
        }
        BigDecimal rate = standard.rate().max(new BigDecimal(least));
        return new MsgCreateValidator.Commission(rate, standard.maxRate().max(rate), standard.maxChangeRate());
    }

    private static ObjectNode genTx(
            ChainLayout chain, String prefix, MsgCreateValidator.Commission commission, NodeLayout node) {
        byte[] operator = node.operator().key().publicKey().address();
        MsgCreateValidator message = new MsgCreateValidator(
                node.id().node(),
                commission,
                BigInteger.ONE,
                Bech32.encode(prefix, operator),
                Bech32.encode(prefix + "valoper", operator),
                node.consensusKey().publicKey(),
                new Coin(node.stake(), chain.spec().denom()));
        return SignedTx.genTx(message, node.operator().key(), chain.chainId(), GAS_LIMIT, "");
    }
}
