package dev.orrery.tests.relay;

import static dev.orrery.assertions.OrreryAssertions.assertThat;
import static dev.orrery.tests.relay.RelayedPath.awaitChannel;
import static dev.orrery.tests.relay.RelayedPath.soon;

import dev.orrery.client.Coin;
import dev.orrery.client.TxResult;
import dev.orrery.client.tx.Msg;
import dev.orrery.client.tx.MsgSend;
import dev.orrery.client.wire.ProtoWriter;
import dev.orrery.ibc.Delivery;
import dev.orrery.ibc.EmbeddedRelayer;
import dev.orrery.ibc.Packet;
import dev.orrery.ibc.PathEnds;
import dev.orrery.ibc.RelayerOptions;
import dev.orrery.junit.ChainName;
import dev.orrery.junit.NetworkTest;
import dev.orrery.network.Account;
import dev.orrery.network.Chain;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An ordered channel: that of an interchain account, which the chain opens by itself (ICS-27). */
@NetworkTest("relay.yaml")
class OrderedChannelTest {
    private static final String CONTROLLER = "ibc.applications.interchain_accounts.controller.v1.";

    @Test
    void packetsArriveInOrderAndATimeOutClosesBothEnds(@ChainName("hub") Chain hub, @ChainName("host") Chain host) {
        PathEnds path = RelayedPath.between(hub, host);
        Account owner = hub.fundedAccount("10000000uatom");
        Account carol = host.newAccount();
        String port = "icacontroller-" + owner.address();

        try (EmbeddedRelayer relayer = EmbeddedRelayer.start(path, RelayerOptions.standard())) {
            String connection = path.a().connectionId();
            send(
                    owner,
                    "MsgRegisterInterchainAccount",
                    Map.of("connection_id", connection, "ordering", "ORDER_ORDERED"));
            String hostChannel = awaitChannel(path.a(), port, "OPEN").counterpartyId();
            awaitChannel(path.b(), "icahost", "OPEN");
            String account = hub.client()
                    .query(
                            CONTROLLER + "Query/InterchainAccount",
                            Map.of("owner", owner.address(), "connection_id", connection))
                    .path("address")
                    .asString();
            host.faucet().sendCoins("100uhost").to(account).send();

            relayer.hold();
            List<Packet> packets = new ArrayList<>();
            for (int i = 1; i <= 3; i++) {
                packets.add(execute(owner, connection, account, carol, i, Duration.ofMinutes(10)));
            }
            relayer.release();
            packets.forEach(packet -> assertThat(relayer.watch()
                            .awaitAcknowledged(packet, soon())
                            .acknowledgement()
                            .orElseThrow()
                            .error())
                    .isEmpty());
            assertThat(carol).hasBalance("6uhost");

            relayer.hold();
            Packet late = execute(owner, connection, account, carol, 50, Duration.ofSeconds(1));
            assertThat(relayer.timeOut(late).outcome()).isEqualTo(Delivery.Outcome.EXECUTED);
            relayer.release();

            assertThat(awaitChannel(path.a(), port, "CLOSED").counterpartyId()).isEqualTo(hostChannel);
            assertThat(awaitChannel(path.b(), "icahost", "CLOSED").id()).isEqualTo(hostChannel);
            assertThat(carol).hasBalance("6uhost");
        }
    }

    /** Has the account on the other chain send coins. */
    private static Packet execute(
            Account owner, String connection, String account, Account to, int amount, Duration timeout) {
        byte[] tx = new ProtoWriter()
                .any(1, new MsgSend(account, to.address(), Coin.parse(amount + "uhost")).toAny())
                .toByteArray();
        TxResult sent = send(
                owner,
                "MsgSendTx",
                Map.of(
                        "connection_id",
                        connection,
                        "packet_data",
                        Map.of(
                                "type",
                                "TYPE_EXECUTE_TX",
                                "data",
                                Base64.getEncoder().encodeToString(tx)),
                        "relative_timeout",
                        Long.toString(timeout.toNanos())));
        return Packet.sent(owner.chain().chainId(), sent.events()).getFirst();
    }

    private static TxResult send(Account owner, String message, Map<String, Object> fields) {
        Map<String, Object> all = new HashMap<>(fields);
        all.put("owner", owner.address());
        return owner.chain()
                .client()
                .tx(owner.key(), Msg.of("/" + CONTROLLER + message, all))
                .send();
    }
}
