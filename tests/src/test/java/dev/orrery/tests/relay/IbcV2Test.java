package dev.orrery.tests.relay;

import static dev.orrery.assertions.OrreryAssertions.assertThat;
import static dev.orrery.assertions.OrreryAssertions.assertThatThrownBy;
import static dev.orrery.tests.relay.RelayedPath.soon;

import dev.orrery.base.ChainException;
import dev.orrery.base.InvalidInputException;
import dev.orrery.client.Coin;
import dev.orrery.client.tx.Msg;
import dev.orrery.ibc.Delivery.Outcome;
import dev.orrery.ibc.EmbeddedRelayer;
import dev.orrery.ibc.Packet;
import dev.orrery.ibc.PacketEvent.Kind;
import dev.orrery.ibc.PacketLife;
import dev.orrery.ibc.PathEnds;
import dev.orrery.ibc.PathWatch;
import dev.orrery.ibc.Payload;
import dev.orrery.ibc.PendingPacket;
import dev.orrery.ibc.PendingPacket.Stage;
import dev.orrery.ibc.Proof;
import dev.orrery.ibc.RelayerOptions;
import dev.orrery.junit.ChainName;
import dev.orrery.junit.NetworkTest;
import dev.orrery.junit.Sharing;
import dev.orrery.network.Account;
import dev.orrery.network.Chain;
import dev.orrery.network.Channel;
import dev.orrery.network.Network;
import dev.orrery.network.PathOptions;
import dev.orrery.network.RelayPath;
import dev.orrery.network.SentTransfer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Packets from light client to light client (ICS-04 v2), between two chains of ibc-go v11. */
@NetworkTest(value = "src/test/go/v2.yaml", sharing = Sharing.CLASS)
class IbcV2Test {
    private Chain hub;
    private Chain zone;
    private RelayPath path;
    private Channel channel;
    private Account alice;
    private Account bob;

    @BeforeEach
    void find(Network network) {
        hub = network.chain("hub");
        zone = network.chain("zone");
        path = network.path("direct");
        channel = path.channels(hub).getFirst();
        alice = hub.fundedAccount("100000000uatom");
        bob = zone.fundedAccount("100000000uzone");
    }

    @AfterEach
    void release() {
        path.release();
    }

    @Test
    void aTransferGoesThereAndBack() {
        Coin sent = Coin.parse("500uatom");
        Coin voucher = channel.voucher(sent);
        Coin held = channel.escrowed("uatom");

        alice.transfer(sent).over(channel).to(bob).send().awaitAcknowledged();
        assertThat(bob).hasBalance(voucher.toString());
        assertThat(zone.trace(voucher.denom()).trace())
                .isEqualTo("transfer/" + channel.counterparty().clientId() + "/uatom");
        assertThat(channel.escrowed("uatom")).isEqualTo(held.plus(sent));

        Coin before = alice.balance("uatom");
        bob.transfer(voucher).over(channel.counterparty()).to(alice).send().awaitAcknowledged();
        assertThat(alice).hasBalance(before.plus(sent).toString());
        assertThat(bob).hasNoBalance(voucher.denom());
        assertThat(channel.escrowed("uatom")).isEqualTo(held);
    }

    @Test
    void theNewestGenerationGoesWithAnOlderOne(Network network) {
        Channel older = zone.channelTo(network.chain("old"));
        Account carol = network.chain("old").fundedAccount("1000000uold");

        bob.transfer("5uzone").over(older).to(carol).send().awaitAcknowledged();
        carol.transfer("6uold").over(older.counterparty()).to(bob).send().awaitAcknowledged();

        assertThat(carol).hasBalance(older.voucher(Coin.parse("5uzone")).toString());
        assertThat(bob)
                .hasBalance(older.counterparty().voucher(Coin.parse("6uold")).toString());
    }

    @Test
    void whatTimesOutComesBack() {
        path.hold();
        SentTransfer late = alice.transfer("7uatom")
                .over(channel)
                .to(bob)
                .timeoutAfter(Duration.ofSeconds(2))
                .send();
        Coin spent = alice.balance("uatom");

        assertThat(path.timeOut(late.packet()).outcome()).isEqualTo(Outcome.EXECUTED);
        late.awaitTimedOut();

        assertThat(alice).hasBalance(spent.plus(Coin.parse("7uatom")).toString());
        assertThatThrownBy(() -> path.relay(late.packet())).isInstanceOf(ChainException.class);
    }

    @Test
    void theRelayerTimesOutByItself() {
        path.hold();
        SentTransfer late = alice.transfer("7uatom")
                .over(channel)
                .to(bob)
                .timeoutAfter(Duration.ofSeconds(2))
                .send();
        Instant end = Instant.ofEpochSecond(late.packet().timeoutTimestamp() / 1_000_000_000);
        zone.client().awaitBlockTime(end, soon());
        path.release();

        late.awaitTimedOut();
    }

    @Test
    void whatTheApplicationRefusesComesBack() {
        Coin before = alice.balance("uatom");
        SentTransfer refused =
                alice.transfer("7uatom").over(channel).to("nobody").send();

        PacketLife life = refused.awaitRefused();

        assertThat(life.acknowledgement().orElseThrow().error()).isPresent();
        assertThat(alice).hasBalance(before.minus(refused.tx().fee().getFirst()).toString());
    }

    @Test
    void packetsArriveInTheOrderOfTheTest() {
        path.hold();
        Packet first = alice.transfer("1uatom").over(channel).to(bob).send().packet();
        Packet second = alice.transfer("2uatom").over(channel).to(bob).send().packet();

        assertThat(path.relay(second).outcome()).isEqualTo(Outcome.EXECUTED);
        assertThat(path.pendingPackets())
                .containsExactly(
                        new PendingPacket(first, Stage.SENT), new PendingPacket(second, Stage.ACKNOWLEDGEMENT_WRITTEN));
        assertThat(path.relayAcknowledgement(second).outcome()).isEqualTo(Outcome.EXECUTED);
        path.release();
        PacketLife life = path.watch().awaitAcknowledged(first, soon());

        assertThat(life.events())
                .containsKeys(Kind.SENT, Kind.RECEIVED, Kind.ACKNOWLEDGEMENT_WRITTEN, Kind.ACKNOWLEDGED);
        assertThat(path.pendingPackets()).isEmpty();
        assertThat(PathWatch.history(path.ends()).packet(first.id())).contains(life);
    }

    /** This chain's program has no ante handler that refuses what is redundant. */
    @ParameterizedTest
    @ValueSource(strings = {"direct", "classic"})
    void whatIsDeliveredTwiceDoesNothing(String name, Network network) {
        RelayPath twice = network.path(name);
        twice.hold();
        Channel over = twice.channels(hub).getFirst();
        Packet packet = alice.transfer("3uatom").over(over).to(bob).send().packet();

        assertThat(twice.relay(packet).outcome()).isEqualTo(Outcome.EXECUTED);
        assertThat(twice.relay(packet)).satisfies(again -> {
            assertThat(again.outcome()).isEqualTo(Outcome.NO_OP);
            assertThat(again.tx().orElseThrow()).succeeded();
        });
        assertThat(bob).hasBalance(over.voucher(Coin.parse("3uatom")).toString());
        twice.release();
        twice.watch().awaitAcknowledged(packet, soon());
    }

    @Test
    void aWrongProofIsRefused() {
        path.hold();
        Packet packet = alice.transfer("3uatom").over(channel).to(bob).send().packet();
        hub.awaitBlocks(1);
        var steps = path.steps();
        long height = steps.updateClient(steps.path().destination(packet.id())).height();
        Proof proof = steps.commitmentProof(packet, height);

        assertThatThrownBy(() -> steps.recvPacket(packet, proof.tampered()))
                .isInstanceOf(ChainException.class)
                .hasMessageContaining("failed packet commitment verification");
        assertThat(steps.recvPacket(packet, proof).outcome()).isEqualTo(Outcome.EXECUTED);
    }

    @Test
    void aRelayerThatStartsFindsWhatIsPendingOnAPathThatWasOpenedMeanwhile(Network network) {
        RelayPath shaken = network.path("shaken");
        Channel over = shaken.channels(hub).getFirst();
        SentTransfer there = alice.transfer("11uatom").over(over).to(bob).send();
        SentTransfer back =
                bob.transfer("11uzone").over(over.counterparty()).to(alice).send();
        assertThat(shaken.pendingPackets()).hasSize(2);

        try (EmbeddedRelayer relayer = EmbeddedRelayer.start(
                PathEnds.ofClients(
                        RelayedPath.relayedBy(hub), over.clientId(),
                        RelayedPath.relayedBy(zone), over.counterparty().clientId()),
                RelayerOptions.standard())) {
            relayer.watch().awaitAcknowledged(there.packet(), soon());
            relayer.watch().awaitAcknowledged(back.packet(), soon());
        }
        assertThat(bob).hasBalance(over.voucher(Coin.parse("11uatom")).toString());
    }

    @Test
    void aPathThatIsOpenedWhileTheChainsRunIsRelayed(Network network) {
        RelayPath late = network.connect(
                hub, zone, PathOptions.standard().withName("late").withIbcV2());
        Channel over = late.channels(zone).getFirst();

        bob.transfer("13uzone").over(over).to(alice).send().awaitAcknowledged();

        assertThat(alice).hasBalance(over.voucher(Coin.parse("13uzone")).toString());
        assertThat(late.timeline().count(Kind.ACKNOWLEDGED)).isEqualTo(1);
    }

    /** What an application other than ICS-20 sends is relayed as well. */
    @Test
    void payloadsCanBeRead(@ChainName("hub") Chain from) {
        byte[] data = "{\"denom\":\"uatom\",\"amount\":\"9\",\"sender\":\"%s\",\"receiver\":\"%s\",\"memo\":\"\"}"
                .formatted(alice.address(), bob.address())
                .getBytes(StandardCharsets.UTF_8);
        Packet packet = Packet.sent(
                        from.chainId(),
                        from.client()
                                .tx(
                                        alice.key(),
                                        Msg.of(
                                                "/ibc.core.channel.v2.MsgSendPacket",
                                                Map.of(
                                                        "source_client",
                                                        channel.clientId(),
                                                        "timeout_timestamp",
                                                        Long.toString(Instant.now()
                                                                .plusSeconds(600)
                                                                .getEpochSecond()),
                                                        "payloads",
                                                        List.of(Map.of(
                                                                "source_port", "transfer",
                                                                "destination_port", "transfer",
                                                                "version", "ics20-1",
                                                                "encoding", "application/json",
                                                                "value",
                                                                        Base64.getEncoder()
                                                                                .encodeToString(data))),
                                                        "signer",
                                                        alice.address())))
                                .send()
                                .events())
                .getFirst();

        assertThat(packet.payloads())
                .containsExactly(new Payload("transfer", "transfer", "ics20-1", "application/json", data));
        path.watch().awaitAcknowledged(packet, soon());
        assertThat(bob).hasBalance(channel.voucher(Coin.parse("9uatom")).toString());
    }

    @Test
    void aTimeOutByHeightIsRefusedBeforeItIsSent() {
        assertThatThrownBy(() -> alice.transfer("1uatom").over(channel).to(bob).timeoutAfterBlocks(5))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("timeoutAfter(…)")
                .hasMessageContaining("5 blocks");
    }
}
