package dev.orrery.client.tx;

import dev.orrery.client.Coin;
import dev.orrery.client.wire.ProtoWriter;
import java.util.List;

/**
 * {@code cosmos.tx.v1beta1.Fee}.
 *
 * @param amount what is paid, empty where the chain asks for nothing
 * @param gasLimit the most gas that may be used
 * @param payer who pays, empty for the first signer; a payer must sign too
 * @param granter whose fee allowance is used, empty for none
 */
public record Fee(List<Coin> amount, long gasLimit, String payer, String granter) {
    public Fee {
        amount = Coin.sorted(amount);
    }

    /** One that the first signer pays. */
    public Fee(List<Coin> amount, long gasLimit) {
        this(amount, gasLimit, "", "");
    }

    byte[] encode() {
        ProtoWriter out = new ProtoWriter();
        CoinWire.writeAll(out, 1, amount);
        return out.varint(2, gasLimit).string(3, payer).string(4, granter).toByteArray();
    }
}
