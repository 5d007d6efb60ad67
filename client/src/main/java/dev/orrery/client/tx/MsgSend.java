package dev.orrery.client.tx;

import dev.orrery.client.Coin;
import dev.orrery.client.wire.ProtoWriter;
import java.util.List;

/** {@code cosmos.bank.v1beta1.MsgSend}: coins from one account to another. */
public record MsgSend(String fromAddress, String toAddress, List<Coin> amount) implements EncodedMsg {
    public MsgSend {
        amount = Coin.sorted(amount);
    }

    /** Coins of one denom. */
    public MsgSend(String fromAddress, String toAddress, Coin amount) {
        this(fromAddress, toAddress, List.of(amount));
    }

    @Override
    public String typeUrl() {
        return "/cosmos.bank.v1beta1.MsgSend";
    }

    @Override
    public byte[] encode() {
        ProtoWriter out = new ProtoWriter().string(1, fromAddress).string(2, toAddress);
        CoinWire.writeAll(out, 3, amount);
        return out.toByteArray();
    }
}
