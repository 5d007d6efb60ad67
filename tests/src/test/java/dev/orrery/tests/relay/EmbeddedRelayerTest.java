package dev.orrery.tests.relay;

import static dev.orrery.assertions.OrreryAssertions.assertThat;
import static dev.orrery.assertions.OrreryAssertions.assertThatThrownBy;
import static dev.orrery.tests.relay.RelayedPath.soon;
import static dev.orrery.tests.relay.RelayedPath.transfer;

import dev.orrery.base.ChainException;
import dev.orrery.client.Coin;
import dev.orrery.client.TxResult;
import dev.orrery.client.tx.EncodedMsg;
import dev.orrery.client.tx.MsgSend;
import dev.orrery.ibc.Delivery;
import dev.orrery.ibc.EmbeddedRelayer;
import dev.orrery.ibc.IbcChain;
import dev.orrery.ibc.Packet;
import dev.orrery.ibc.PacketEvent.Kind;
import dev.orrery.ibc.PacketLife;
import dev.orrery.ibc.PathEnd;
import dev.orrery.ibc.PathEnds;
import dev.orrery.ibc.PathWatch;
import dev.orrery.ibc.PendingPacket;
import dev.orrery.ibc.PendingPacket.Stage;
import dev.orrery.ibc.Proof;
import dev.orrery.ibc.RelayerOptions;
import dev.orrery.ibc.Timeline;
import dev.orrery.junit.ChainName;
import dev.orrery.junit.NetworkTest;
import dev.orrery.network.Account;
import dev.orrery.network.Chain;
import dev.orrery.network.Channel;
import dev.orrery.network.Network;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The embedded relayer between ibc-go v8 and v10, two validators each. */
@NetworkTest("relay.yaml")
class EmbeddedRelayerTest {
    private static PathEnds path;
    private static EmbeddedRelayer relayer;

    @BeforeAll
    static void start(@ChainName("hub") Chain hub, @ChainName("zone") Chain zone) {
        path = RelayedPath.between(hub, zone);
        relayer = EmbeddedRelayer.start(path, RelayerOptions.standard());
    }

    @AfterEach
    void release() {
        relayer.release();
    }

    @AfterAll
    static void stop() {
        relayer.close();
    }

    @Test
    void relaysAPacketAndItsAcknowledgement(@ChainName("hub") Chain hub, @ChainName("zone") Chain zone) {
        Channel channel = hub.channelTo(zone);
        Account bob = zone.newAccount();
        Coin coin = Coin.parse("1000uatom");

        Packet packet = transfer(alice(hub), coin, channel, bob.address());
        PacketLife life = relayer.watch().awaitAcknowledged(packet, soon());

        assertThat(bob).hasBalance(channel.voucher(coin).toString());
        assertThat(life.acknowledgement())
                .hasValueSatisfying(answer -> assertThat(answer.error()).isEmpty());
        assertThat(life.inOrder())
                .extracting(event -> event.kind())
                .containsExactly(Kind.SENT, Kind.RECEIVED, Kind.ACKNOWLEDGEMENT_WRITTEN, Kind.ACKNOWLEDGED);
        assertThat(life.inOrder()).allMatch(event -> event.txHash().length() == 64);
    }

    @Test
    void tellsWhatTheReceiverRefused(@ChainName("hub") Chain hub, @ChainName("zone") Chain zone) {
        Account alice = alice(zone);
        Coin coin = Coin.parse("5uzone");

        Packet packet = transfer(alice, coin, zone.channelTo(hub), "nobody");
        PacketLife life = relayer.watch().awaitAcknowledged(packet, soon());

        assertThat(life.acknowledgement().orElseThrow().error())
                .hasValueSatisfying(error -> assertThat(error).contains("ABCI code"));
    }

    @Test
    void whatIsHeldStaysUntilItIsReleased(@ChainName("hub") Chain hub, @ChainName("zone") Chain zone) {
        relayer.hold();
        List<Packet> packets = RelayedPath.transfers(
                alice(zone),
                Collections.nCopies(3, Coin.parse("7uzone")),
                zone.channelTo(hub),
                hub.newAccount().address(),
                RelayedPath.inAnHour());

        hub.awaitBlocks(3);
        assertThat(relayer.pendingPackets())
                .containsAll(packets.stream()
                        .map(packet -> new PendingPacket(packet, Stage.SENT))
                        .toList());

        relayer.release();
        packets.forEach(packet -> relayer.watch().awaitAcknowledged(packet, soon()));
        assertThat(pending(relayer, packets)).isEmpty();
    }

    @Test
    void onceItIsHeldNothingOfItIsUnderWay(@ChainName("hub") Chain hub, @ChainName("zone") Chain zone) {
        Account alice = alice(hub);
        Account bob = zone.newAccount();
        List<Packet> packets = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            packets.addAll(RelayedPath.transfers(
                    alice,
                    Collections.nCopies(10, Coin.parse("1uatom")),
                    hub.channelTo(zone),
                    bob.address(),
                    RelayedPath.inAnHour()));
        }
        relayer.watch().awaitReceived(packets.getFirst(), soon());

        relayer.hold();
        List<PendingPacket> held = pending(relayer, packets);
        long sequenceOnHub = sequence(path.a());
        long sequenceOnZone = sequence(path.b());
        zone.awaitBlocks(4);
        hub.awaitBlocks(4);

        assertThat(relayer.isHeld()).isTrue();
        assertThat(pending(relayer, packets)).isEqualTo(held);
        assertThat(sequence(path.a())).isEqualTo(sequenceOnHub);
        assertThat(sequence(path.b())).isEqualTo(sequenceOnZone);

        relayer.release();
        packets.forEach(packet -> relayer.watch().awaitAcknowledged(packet, soon()));
        assertThat(bob)
                .hasBalance(hub.channelTo(zone).voucher(Coin.parse("40uatom")).toString());
    }

    @Test
    void itEndsQuietlyWithTheNetworkThatItIsOn(
            Network network, @ChainName("hub") Chain hub, @ChainName("zone") Chain zone) {
        List<String> said = Collections.synchronizedList(new ArrayList<>());
        EmbeddedRelayer second;
        try (Network attached = Network.attach(network.description())) {
            second = EmbeddedRelayer.start(
                    relayedAnew(attached.chain("hub"), attached.chain("zone")),
                    RelayerOptions.standard().withJournal(said::add));
            relayer.hold();
            Packet packet = transfer(
                    alice(hub),
                    Coin.parse("1uatom"),
                    hub.channelTo(zone),
                    zone.newAccount().address());
            second.watch().awaitAcknowledged(packet, soon());
        }
        hub.awaitBlocks(3);
        zone.awaitBlocks(3);
        second.close();

        assertThat(said).isNotEmpty().noneMatch(line -> line.contains("lost"));
    }

    @Test
    void aTestRelaysOneByOneInAnyOrder(@ChainName("hub") Chain hub, @ChainName("zone") Chain zone) {
        relayer.hold();
        List<Packet> packets = RelayedPath.transfers(
                alice(hub),
                Collections.nCopies(2, Coin.parse("7uatom")),
                hub.channelTo(zone),
                zone.newAccount().address(),
                RelayedPath.inAnHour());
        Packet first = packets.get(0);
        Packet second = packets.get(1);

        assertThat(relayer.relay(second).outcome()).isEqualTo(Delivery.Outcome.EXECUTED);
        assertThat(pending(relayer, packets))
                .containsExactly(
                        new PendingPacket(first, Stage.SENT), new PendingPacket(second, Stage.ACKNOWLEDGEMENT_WRITTEN));
        assertThat(relayer.relay(first).outcome()).isEqualTo(Delivery.Outcome.EXECUTED);
        assertThat(relayer.relayAcknowledgement(second).outcome()).isEqualTo(Delivery.Outcome.EXECUTED);
        assertThat(pending(relayer, packets)).containsExactly(new PendingPacket(first, Stage.ACKNOWLEDGEMENT_WRITTEN));
    }

    @Test
    void aPacketThatIsDeliveredTwiceIsRefusedAsRedundant(@ChainName("hub") Chain hub, @ChainName("zone") Chain zone) {
        relayer.hold();
        for (Chain from : List.of(hub, zone)) {
            Chain to = from == hub ? zone : hub;
            Packet packet = transfer(
                    alice(from),
                    Coin.parse("3" + from.denom()),
                    from.channelTo(to),
                    to.newAccount().address());

            assertThat(relayer.relay(packet).outcome()).isEqualTo(Delivery.Outcome.EXECUTED);
            Delivery again = relayer.relay(packet);

            assertThat(again.outcome()).isEqualTo(Delivery.Outcome.REFUSED_AS_REDUNDANT);
            assertThat(again.tx()).isEmpty();
        }
    }

    /** Beside other messages the ante handler lets it pass: then the chain itself does nothing. */
    @Test
    void deliveredTwiceBesideAnotherMessageItChangesNothing(
            @ChainName("hub") Chain hub, @ChainName("zone") Chain zone) {
        relayer.hold();
        Account bob = zone.newAccount();
        Packet packet = transfer(alice(hub), Coin.parse("3uatom"), hub.channelTo(zone), bob.address());
        hub.awaitBlocks(1);
        var steps = relayer.steps();
        PathEnd on = path.destination(packet.id());
        long height = steps.updateClient(on).height();
        EncodedMsg delivered = steps.recvMessage(packet, steps.commitmentProof(packet, height));
        assertThat(steps.recvPacket(packet, steps.commitmentProof(packet, height))
                        .outcome())
                .isEqualTo(Delivery.Outcome.EXECUTED);

        TxResult again = on.chain()
                .client()
                .tx(
                        on.chain().signer(),
                        delivered,
                        new MsgSend(on.chain().address(), bob.address(), List.of(Coin.parse("1uzone"))))
                .send();

        assertThat(again.event("recv_packet")).isEmpty();
        assertThat(bob).hasBalance("1uzone");
        assertThat(bob)
                .hasBalance(hub.channelTo(zone).voucher(Coin.parse("3uatom")).toString());
    }

    @Test
    void wrongProofsAreRefused(@ChainName("hub") Chain hub, @ChainName("zone") Chain zone) {
        relayer.hold();
        Packet packet = transfer(
                alice(hub),
                Coin.parse("3uatom"),
                hub.channelTo(zone),
                zone.newAccount().address());
        hub.awaitBlocks(1);
        var steps = relayer.steps();
        long height = steps.updateClient(path.destination(packet.id())).height();
        var proof = steps.commitmentProof(packet, height);

        assertThatThrownBy(() -> steps.recvPacket(packet, proof.tampered()))
                .isInstanceOf(ChainException.class)
                .hasMessageContaining("couldn't verify counterparty packet commitment");
        PathEnd on = path.destination(packet.id());
        IbcChain there = path.source(packet.id()).chain();
        long unknown = height - 1;
        while (on.chain().queries().hasConsensusState(on.clientId(), there.height(unknown))) {
            unknown--;
        }
        Proof withoutConsensusState = steps.commitmentProof(packet, height).at(there.height(unknown));
        assertThatThrownBy(() -> steps.recvPacket(packet, withoutConsensusState))
                .isInstanceOf(ChainException.class)
                .hasMessageContaining(
                        "please ensure the proof was constructed against a height that exists on the client");
        assertThatThrownBy(() -> steps.recvPacket(packet, proof.at(there.height(height + 1000))))
                .isInstanceOf(ChainException.class)
                .hasMessageContaining("please ensure the client has been updated");
        assertThat(steps.recvPacket(packet, proof).outcome()).isEqualTo(Delivery.Outcome.EXECUTED);
    }

    @Test
    void aPacketTimesOutByHeightAndAnotherByTime(@ChainName("hub") Chain hub, @ChainName("zone") Chain zone) {
        Account alice = alice(hub);
        Channel channel = hub.channelTo(zone);
        relayer.hold();
        long height = zone.height() + 5;
        Packet byHeight = transfer(
                alice, Coin.parse("10uatom"), channel, zone.newAccount().address(), RelayedPath.atHeight(7, height));
        Packet byTime = transfer(
                alice,
                Coin.parse("10uatom"),
                channel,
                zone.newAccount().address(),
                RelayedPath.atTime(Instant.now().plusMillis(1500)));
        String spent = alice.balance("uatom").toString();

        assertThat(relayer.timeOut(byHeight).outcome()).isEqualTo(Delivery.Outcome.EXECUTED);
        assertThatThrownBy(() -> relayer.relay(byHeight)).isInstanceOf(ChainException.class);
        zone.client().awaitHeight(height + 20, soon());
        relayer.release();
        relayer.watch().awaitTimedOut(byTime, soon());

        assertThat(alice.balance("uatom").amount())
                .isEqualTo(Coin.parse(spent).amount().add(java.math.BigInteger.valueOf(20)));
    }

    @Test
    void aRelayerThatStartsFindsWhatIsPending(@ChainName("hub") Chain hub, @ChainName("zone") Chain zone) {
        relayer.hold();
        Packet unreceived = transfer(
                alice(hub),
                Coin.parse("11uatom"),
                hub.channelTo(zone),
                zone.newAccount().address());
        Packet unacknowledged = transfer(
                alice(zone),
                Coin.parse("11uzone"),
                zone.channelTo(hub),
                hub.newAccount().address());
        relayer.relay(unacknowledged);

        try (EmbeddedRelayer second = EmbeddedRelayer.start(relayedAnew(hub, zone), RelayerOptions.standard())) {
            second.watch().awaitAcknowledged(unreceived, soon());
            second.watch().awaitAcknowledged(unacknowledged, soon());
            assertThat(pending(second, List.of(unreceived, unacknowledged))).isEmpty();
        }
    }

    @Test
    void twoRelayersOnOnePathLoseAndDoubleNothing(@ChainName("hub") Chain hub, @ChainName("zone") Chain zone) {
        Account bob = zone.newAccount();
        Account carol = hub.newAccount();
        try (EmbeddedRelayer second = EmbeddedRelayer.start(relayedAnew(hub, zone), RelayerOptions.standard())) {
            List<Packet> there = RelayedPath.transfers(
                    alice(hub),
                    Collections.nCopies(30, Coin.parse("1uatom")),
                    hub.channelTo(zone),
                    bob.address(),
                    RelayedPath.inAnHour());
            List<Packet> back = RelayedPath.transfers(
                    alice(zone),
                    Collections.nCopies(30, Coin.parse("1uzone")),
                    zone.channelTo(hub),
                    carol.address(),
                    RelayedPath.inAnHour());

            there.forEach(packet -> second.watch().awaitAcknowledged(packet, soon()));
            back.forEach(packet -> relayer.watch().awaitAcknowledged(packet, soon()));
        }
        assertThat(bob)
                .hasBalance(hub.channelTo(zone).voucher(Coin.parse("30uatom")).toString());
        assertThat(carol)
                .hasBalance(zone.channelTo(hub).voucher(Coin.parse("30uzone")).toString());
    }

    @Test
    void theTimelineCanBeReadFromTheChains(@ChainName("hub") Chain hub, @ChainName("zone") Chain zone) {
        Packet packet = transfer(
                alice(hub),
                Coin.parse("2uatom"),
                hub.channelTo(zone),
                zone.newAccount().address());
        PacketLife followed = relayer.watch().awaitAcknowledged(packet, soon());

        Timeline history = PathWatch.history(path);

        assertThat(history.packet(packet.id())).contains(followed);
        assertThat(history.packets()).hasSizeGreaterThanOrEqualTo(1);
    }

    /** Other tests' packets may be on their way too. */
    private static List<PendingPacket> pending(EmbeddedRelayer relayer, List<Packet> packets) {
        return relayer.pendingPackets().stream()
                .filter(pending -> packets.contains(pending.packet()))
                .toList();
    }

    /** A second relayer has accounts of its own. */
    private static PathEnds relayedAnew(Chain hub, Chain zone) {
        IbcChain a = RelayedPath.relayedBy(hub);
        return PathEnds.of(a, hub.channelTo(zone).connectionId(), RelayedPath.relayedBy(zone));
    }

    /** How many transactions the relayer's account has sent to a chain. */
    private static long sequence(PathEnd end) {
        return end.chain().client().account(end.chain().address()).sequence();
    }

    private static Account alice(Chain chain) {
        return chain.fundedAccount("100000000" + chain.denom());
    }
}
