package dev.orrery.ibc.internal;

import dev.orrery.client.tx.EncodedMsg;
import dev.orrery.client.wire.Any;
import dev.orrery.client.wire.ProtoWriter;
import dev.orrery.ibc.Height;
import dev.orrery.ibc.Proof;
import java.util.Map;

/** The handshake messages of 03-connection and 04-channel (ICS-03, ICS-04; ibc-go {@code ibc.core.connection.v1}, {@code channel.v1}). */
public final class HandshakeMsgs {
    private static final String CONNECTION = "/ibc.core.connection.v1.";
    private static final String CHANNEL = "/ibc.core.channel.v1.";
    private static final Map<String, Integer> ORDERINGS = Map.of("unordered", 1, "ordered", 2);
    private static final int INIT = 1;
    private static final int TRYOPEN = 2;

    private HandshakeMsgs() {}

    /**
     * What ibc-go up to v7 wants besides: that the other chain's client of this one is right. Later versions take it and
     * do not look at it.
     *
     * @param clientState the client on the other chain
     * @param client proof of it
     * @param consensus proof of its consensus state
     * @param consensusHeight that consensus state's height, one of this chain's
     */
    public record SelfClient(Any clientState, Proof client, Proof consensus, Height consensusHeight) {}

    public static EncodedMsg connOpenInit(String clientId, String counterpartyClientId, String signer) {
        return new RawMsg(
                CONNECTION + "MsgConnectionOpenInit",
                new ProtoWriter()
                        .string(1, clientId)
                        .message(2, counterparty(counterpartyClientId, ""))
                        .message(3, version())
                        .string(5, signer));
    }

    public static EncodedMsg connOpenTry(
            String clientId,
            String counterpartyClientId,
            String counterpartyConnectionId,
            Proof init,
            SelfClient self,
            String signer) {
        return new RawMsg(
                CONNECTION + "MsgConnectionOpenTry",
                new ProtoWriter()
                        .string(1, clientId)
                        .any(3, self.clientState)
                        .message(4, counterparty(counterpartyClientId, counterpartyConnectionId))
                        .message(6, version())
                        .message(7, init.height().encode())
                        .bytes(8, init.bytes())
                        .bytes(9, self.client.bytes())
                        .bytes(10, self.consensus.bytes())
                        .message(11, self.consensusHeight.encode())
                        .string(12, signer));
    }

    public static EncodedMsg connOpenAck(
            String connectionId, String counterpartyConnectionId, Proof tried, SelfClient self, String signer) {
        return new RawMsg(
                CONNECTION + "MsgConnectionOpenAck",
                new ProtoWriter()
                        .string(1, connectionId)
                        .string(2, counterpartyConnectionId)
                        .message(3, version())
                        .any(4, self.clientState)
                        .message(5, tried.height().encode())
                        .bytes(6, tried.bytes())
                        .bytes(7, self.client.bytes())
                        .bytes(8, self.consensus.bytes())
                        .message(9, self.consensusHeight.encode())
                        .string(10, signer));
    }

    public static EncodedMsg connOpenConfirm(String connectionId, Proof acknowledged, String signer) {
        return new RawMsg(
                CONNECTION + "MsgConnectionOpenConfirm",
                new ProtoWriter()
                        .string(1, connectionId)
                        .bytes(2, acknowledged.bytes())
                        .message(3, acknowledged.height().encode())
                        .string(4, signer));
    }

    public static EncodedMsg chanOpenInit(
            String port, String counterpartyPort, String connectionId, String ordering, String version, String signer) {
        return new RawMsg(
                CHANNEL + "MsgChannelOpenInit",
                new ProtoWriter()
                        .string(1, port)
                        .message(2, channel(INIT, ordering, counterpartyPort, "", connectionId, version))
                        .string(3, signer));
    }

    public static EncodedMsg chanOpenTry(
            String port,
            String counterpartyPort,
            String counterpartyChannelId,
            String connectionId,
            String ordering,
            String counterpartyVersion,
            Proof init,
            String signer) {
        return new RawMsg(
                CHANNEL + "MsgChannelOpenTry",
                new ProtoWriter()
                        .string(1, port)
                        .message(
                                3,
                                channel(TRYOPEN, ordering, counterpartyPort, counterpartyChannelId, connectionId, ""))
                        .string(4, counterpartyVersion)
                        .bytes(5, init.bytes())
                        .message(6, init.height().encode())
                        .string(7, signer));
    }

    public static EncodedMsg chanOpenAck(
            String port,
            String channelId,
            String counterpartyChannelId,
            String counterpartyVersion,
            Proof tried,
            String signer) {
        return new RawMsg(
                CHANNEL + "MsgChannelOpenAck",
                new ProtoWriter()
                        .string(1, port)
                        .string(2, channelId)
                        .string(3, counterpartyChannelId)
                        .string(4, counterpartyVersion)
                        .bytes(5, tried.bytes())
                        .message(6, tried.height().encode())
                        .string(7, signer));
    }

    public static EncodedMsg chanOpenConfirm(String port, String channelId, Proof acknowledged, String signer) {
        return confirm("MsgChannelOpenConfirm", port, channelId, acknowledged, signer);
    }

    public static EncodedMsg chanCloseConfirm(String port, String channelId, Proof closed, String signer) {
        return confirm("MsgChannelCloseConfirm", port, channelId, closed, signer);
    }

    private static EncodedMsg confirm(String type, String port, String channelId, Proof proof, String signer) {
        return new RawMsg(
                CHANNEL + type,
                new ProtoWriter()
                        .string(1, port)
                        .string(2, channelId)
                        .bytes(3, proof.bytes())
                        .message(4, proof.height().encode())
                        .string(5, signer));
    }

    private static ProtoWriter counterparty(String clientId, String connectionId) {
        return new ProtoWriter()
                .string(1, clientId)
                .string(2, connectionId)
                .message(3, new ProtoWriter().bytes(1, ClientMsgs.STORE));
    }

    /** The only version of connections that there is, with both orderings (ICS-03). */
    private static ProtoWriter version() {
        return new ProtoWriter().string(1, "1").string(2, "ORDER_ORDERED").string(2, "ORDER_UNORDERED");
    }

    private static ProtoWriter channel(
            int state, String ordering, String counterpartyPort, String counterpartyId, String hop, String version) {
        return new ProtoWriter()
                .varint(1, state)
                .varint(2, ORDERINGS.getOrDefault(ordering, 0))
                .message(3, new ProtoWriter().string(1, counterpartyPort).string(2, counterpartyId))
                .string(4, hop)
                .string(5, version);
    }
}
