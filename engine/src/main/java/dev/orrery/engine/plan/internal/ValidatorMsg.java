package dev.orrery.engine.plan.internal;

import dev.orrery.client.Bech32;
import dev.orrery.client.Coin;
import dev.orrery.client.tx.MsgCreateValidator;
import dev.orrery.engine.plan.ChainLayout;
import dev.orrery.engine.plan.NodeLayout;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Pattern;

/** The message that makes a validator: in a gentx, or in a transaction after the start. */
public final class ValidatorMsg {
    private static final Pattern FRACTION = Pattern.compile("[01](\\.[0-9]{1,18})?");

    private ValidatorMsg() {}

    /**
     * The message for a node that is or becomes a validator.
     *
     * @param minCommission x/staking's {@code min_commission_rate}; empty where the chain has none
     */
    public static MsgCreateValidator of(ChainLayout chain, NodeLayout node, String prefix, String minCommission) {
        byte[] operator = node.requiredOperator().key().publicKey().address();
        return new MsgCreateValidator(
                node.id().node(),
                commission(minCommission),
                BigInteger.ONE,
                Bech32.encode(prefix, operator),
                Bech32.encode(prefix + "valoper", operator),
                node.consensusKey().publicKey(),
                new Coin(node.stake(), chain.spec().denom()));
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
}
