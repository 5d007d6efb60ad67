package dev.orrery.tests.relay;

import static dev.orrery.assertions.OrreryAssertions.assertThat;
import static dev.orrery.tests.relay.RelayedPath.awaitChannel;
import static dev.orrery.tests.relay.RelayedPath.soon;

import dev.orrery.base.Deadline;
import dev.orrery.client.Coin;
import dev.orrery.client.TxResult;
import dev.orrery.client.tx.Msg;
import dev.orrery.client.tx.MsgSend;
import dev.orrery.client.wire.ProtoWriter;
import dev.orrery.ibc.Delivery;
import dev.orrery.ibc.EmbeddedRelayer;
import dev.orrery.ibc.Packet;
import dev.orrery.ibc.PathEnd;
import dev.orrery.ibc.PathEnds;
import dev.orrery.ibc.PendingPacket;
import dev.orrery.ibc.RelaySteps;
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
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** An ordered channel: that of an interchain account, which the chain opens by itself (ICS-27). */
@NetworkTest("relay.yaml")
class OrderedChannelTest {
    private static final Duration LONG = Duration.ofMinutes(10);
    private static final String CONTROLLER = "ibc.applications.interchain_accounts.controller.v1.";

    @Test
    void packetsArriveInOrderAndATimeOutClosesBothEnds(@ChainName("hub") Chain hub, @ChainName("host") Chain host) {
        PathEnds path = RelayedPath.between(hub, host);
        Account owner = hub.fundedAccount("10000000uatom");
        Account carol = host.newAccount();
        String port = "icacontroller-" + owner.address();

        try (EmbeddedRelayer relayer = EmbeddedRelayer.start(path, RelayerOptions.standard())) {
            String connection = path.a().connectionId();
            String account = register(owner, path, host);
            String hostChannel = awaitChannel(path.a(), port, "OPEN").counterpartyId();

            relayer.hold();
            List<Packet> packets = new ArrayList<>();
            for (int i = 1; i <= 3; i++) {
                packets.add(execute(owner, connection, account, carol, i, LONG));
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
            awaitClosed(path.b(), late);
            assertThat(late.destinationChannel()).isEqualTo(hostChannel);
            assertThat(carol).hasBalance("6uhost");
        }
    }

    @Test
    void whatIsStillInFlightIsTimedOutOnceTheOtherEndIsClosed(
            @ChainName("hub") Chain hub, @ChainName("host") Chain host) {
        PathEnds path = RelayedPath.between(hub, host);
        Account owner = hub.fundedAccount("10000000uatom");
        Account carol = host.newAccount();

        try (EmbeddedRelayer relayer = EmbeddedRelayer.start(path, RelayerOptions.standard())) {
            String connection = path.a().connectionId();
            String account = register(owner, path, host);
            relayer.hold();
            Packet late = execute(owner, connection, account, carol, 1, Duration.ofSeconds(1));
            List<Packet> others = IntStream.range(0, 4)
                    .mapToObj(i -> execute(owner, connection, account, carol, 1, LONG))
                    .toList();
            relayer.timeOut(late);
            awaitClosed(path.b(), others.getFirst());

            assertThat(relayer.timeOut(others.getFirst()).outcome()).isEqualTo(Delivery.Outcome.EXECUTED);
            assertThat(relayer.pendingPackets().stream()
                            .map(PendingPacket::packet)
                            .map(Packet::id)
                            .filter(id -> id.channel().equals(late.sourceChannel())))
                    .hasSize(3);
            relayer.release();

            others.forEach(packet -> relayer.watch().awaitTimedOut(packet, soon()));
            assertThat(carol).hasNoBalance("uhost");
        }
    }

    @Test
    void aRelayerThatBeginsLaterFindsWhatWasClosedMeanwhile(
            @ChainName("hub") Chain hub, @ChainName("host") Chain host) {
        PathEnds path = RelayedPath.between(hub, host);
        Account owner = hub.fundedAccount("10000000uatom");
        Account carol = host.newAccount();
        Packet late;
        Packet other;
        try (EmbeddedRelayer relayer = EmbeddedRelayer.start(path, RelayerOptions.standard())) {
            String account = register(owner, path, host);
            relayer.hold();
            late = execute(owner, path.a().connectionId(), account, carol, 1, Duration.ofSeconds(1));
            other = execute(owner, path.a().connectionId(), account, carol, 1, LONG);
        }
        new RelaySteps(path).timeOut(late, true, soon());
        assertThat(path.a()
                        .chain()
                        .queries()
                        .channel(late.sourcePort(), late.sourceChannel())
                        .state())
                .isEqualTo("CLOSED");

        try (EmbeddedRelayer relayer = EmbeddedRelayer.start(path, RelayerOptions.standard())) {
            relayer.watch().awaitTimedOut(other, soon());

            awaitClosed(path.b(), other);
        }
    }

    /** Opens an account on the other chain with some coins, and returns its address. */
    private static String register(Account owner, PathEnds path, Chain host) {
        String connection = path.a().connectionId();
        send(owner, "MsgRegisterInterchainAccount", Map.of("connection_id", connection, "ordering", "ORDER_ORDERED"));
        awaitChannel(path.a(), "icacontroller-" + owner.address(), "OPEN");
        String account = owner.chain()
                .client()
                .query(
                        CONTROLLER + "Query/InterchainAccount",
                        Map.of("owner", owner.address(), "connection_id", connection))
                .path("address")
                .asString();
        host.faucet().sendCoins("100uhost").to(account).send();
        return account;
    }

    private static void awaitClosed(PathEnd on, Packet packet) {
        Deadline deadline = soon();
        while (!on.chain()
                .queries()
                .channel(packet.destinationPort(), packet.destinationChannel())
                .state()
                .equals("CLOSED")) {
            on.chain().client().awaitBlocks(1, deadline);
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
