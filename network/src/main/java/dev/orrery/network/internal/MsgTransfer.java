package dev.orrery.network.internal;

import dev.orrery.client.Coin;
import dev.orrery.client.tx.EncodedMsg;
import dev.orrery.client.wire.ProtoWriter;
import dev.orrery.ibc.Height;

/**
 * {@code ibc.applications.transfer.v1.MsgTransfer} (ICS-20), the same from ibc-go v7 to v11. Where the channel is a light client
 * with a counterparty, ibc-go sends a packet of IBC v2.
 *
 * @param timeoutHeight zero for none
 * @param timeoutTimestamp in nanoseconds since 1970, in seconds over IBC v2; 0 for none
 */
public record MsgTransfer(
        String port,
        String channel,
        Coin token,
        String sender,
        String receiver,
        Height timeoutHeight,
        long timeoutTimestamp,
        String memo)
        implements EncodedMsg {
    @Override
    public String typeUrl() {
        return "/ibc.applications.transfer.v1.MsgTransfer";
    }

    @Override
    public byte[] encode() {
        ProtoWriter coin = new ProtoWriter()
                .string(1, token.denom())
                .string(2, token.amount().toString());
        return new ProtoWriter()
                .string(1, port)
                .string(2, channel)
                .message(3, coin)
                .string(4, sender)
                .string(5, receiver)
                .message(6, timeoutHeight.encode())
                .varint(7, timeoutTimestamp)
                .string(8, memo)
                .toByteArray();
    }
}
