package dev.orrery.tests.client.modules;

import dev.orrery.client.Event;
import dev.orrery.client.TxResult;
import dev.orrery.client.modules.Ibc;
import dev.orrery.client.tx.Msg;
import dev.orrery.network.Account;
import dev.orrery.network.Chain;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * A channel of a chain to itself, over ibc-go's localhost connection: no light client and no proofs, but all of the modules
 * at both ends. The proof of everything is one byte (ibc-go, {@code 09-localhost}, {@code SentinelProof}).
 */
record LocalChannel(Account relayer, String portA, String channelA, String portB, String channelB) {
    static final String CONNECTION = "connection-localhost";

    private static final byte[] PROOF = {1};
    private static final Map<String, Object> HEIGHT = Map.of("revision_number", 1, "revision_height", 1);

    /** Opens a channel between two ports. */
    static LocalChannel open(Account relayer, String portA, String portB, String version) {
        TxResult begun = send(
                relayer,
                "MsgChannelOpenInit",
                Map.of(
                        "port_id",
                        portA,
                        "channel",
                        Map.of(
                                "state",
                                "STATE_INIT",
                                "ordering",
                                "ORDER_UNORDERED",
                                "counterparty",
                                Map.of("port_id", portB),
                                "connection_hops",
                                List.of(CONNECTION),
                                "version",
                                version),
                        "signer",
                        relayer.address()));
        return complete(
                relayer,
                portA,
                begun.attribute("channel_open_init", "channel_id").orElseThrow(),
                portB);
    }

    /** Opens what one end has begun. */
    static LocalChannel complete(Account relayer, String portA, String channelA, String portB) {
        Chain chain = relayer.chain();
        Ibc.Channel begun = chain.client().ibc().channel(portA, channelA);
        TxResult tried = send(
                relayer,
                "MsgChannelOpenTry",
                Map.of(
                        "port_id",
                        portB,
                        "channel",
                        Map.of(
                                "state",
                                "STATE_TRYOPEN",
                                "ordering",
                                begun.ordering(),
                                "counterparty",
                                Map.of("port_id", portA, "channel_id", channelA),
                                "connection_hops",
                                List.of(CONNECTION),
                                "version",
                                begun.version()),
                        "counterparty_version",
                        begun.version(),
                        "proof_init",
                        PROOF,
                        "proof_height",
                        HEIGHT,
                        "signer",
                        relayer.address()));
        String channelB = tried.attribute("channel_open_try", "channel_id").orElseThrow();
        String version = chain.client().ibc().channel(portB, channelB).version();
        send(
                relayer,
                "MsgChannelOpenAck",
                Map.of(
                        "port_id",
                        portA,
                        "channel_id",
                        channelA,
                        "counterparty_channel_id",
                        channelB,
                        "counterparty_version",
                        version,
                        "proof_try",
                        PROOF,
                        "proof_height",
                        HEIGHT,
                        "signer",
                        relayer.address()));
        send(
                relayer,
                "MsgChannelOpenConfirm",
                Map.of(
                        "port_id",
                        portB,
                        "channel_id",
                        channelB,
                        "proof_ack",
                        PROOF,
                        "proof_height",
                        HEIGHT,
                        "signer",
                        relayer.address()));
        return new LocalChannel(relayer, portA, channelA, portB, channelB);
    }

    /** Delivers the packet that a transaction sent. */
    TxResult receive(TxResult sent) {
        Event packet = sent.event("send_packet").orElseThrow();
        return send(
                relayer,
                "MsgRecvPacket",
                Map.of(
                        "packet",
                        Map.of(
                                "sequence",
                                packet.attribute("packet_sequence").orElseThrow(),
                                "source_port",
                                portA,
                                "source_channel",
                                channelA,
                                "destination_port",
                                portB,
                                "destination_channel",
                                channelB,
                                "data",
                                HexFormat.of()
                                        .parseHex(packet.attribute("packet_data_hex")
                                                .orElseThrow()),
                                "timeout_timestamp",
                                packet.attribute("packet_timeout_timestamp").orElseThrow()),
                        "proof_commitment",
                        PROOF,
                        "proof_height",
                        HEIGHT,
                        "signer",
                        relayer.address()));
    }

    private static TxResult send(Account relayer, String name, Map<String, ?> fields) {
        return Modules.send(relayer, Msg.of("/ibc.core.channel.v1." + name, fields));
    }
}
