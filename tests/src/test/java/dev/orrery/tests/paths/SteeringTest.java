package dev.orrery.tests.paths;

import static dev.orrery.assertions.OrreryAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orrery.base.Deadline;
import dev.orrery.base.DeadlineExceededException;
import dev.orrery.base.InvalidInputException;
import dev.orrery.base.NetworkStateException;
import dev.orrery.client.Coin;
import dev.orrery.ibc.ChannelRequest;
import dev.orrery.ibc.Delivery;
import dev.orrery.ibc.PacketEvent.Kind;
import dev.orrery.ibc.PendingPacket;
import dev.orrery.junit.NetworkTest;
import dev.orrery.junit.Sharing;
import dev.orrery.network.Account;
import dev.orrery.network.Chain;
import dev.orrery.network.Channel;
import dev.orrery.network.Network;
import dev.orrery.network.NetworkDescription.RelayerDescription;
import dev.orrery.network.PathOptions;
import dev.orrery.network.RelayPath;
import dev.orrery.network.SentTransfer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Paths of every kind between two generations of ibc-go, and a test that relays as it likes. */
@NetworkTest(value = "paths.yaml", sharing = Sharing.CLASS)
class SteeringTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    @Test
    void everyPathIsThereAsTheFileHasIt(Network network) {
        Chain hub = network.chain("hub");
        Chain zone = network.chain("zone");

        assertThat(network.paths()).extracting(RelayPath::name).containsExactly("main", "by-hand", "hub-island");
        assertThat(network.path("hub", "zone").name()).isEqualTo("main");
        assertThat(network.path("main").isCanonical()).isTrue();
        assertThat(network.path("by-hand").isCanonical()).isFalse();
        assertThat(network.path("main").channels(hub))
                .extracting(Channel::name, Channel::id)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("transfer", "channel-0"),
                        org.assertj.core.groups.Tuple.tuple("second", "channel-1"));
        for (RelayPath path : network.paths()) {
            path.channels(path.a())
                    .forEach(channel -> assertThat(channel).isOpen().hasActiveClients());
        }
        assertThat(hub.channelTo(zone).name()).isEqualTo("transfer");
        assertThat(network.path("hub-island").channels(hub))
                .singleElement()
                .extracting(Channel::port, Channel::ordering, Channel::version)
                .containsExactly("mock", "ordered", "mock-version");
    }

    @Test
    void lightClientsTrustAsLongAsTheFileSays(Network network) {
        for (Channel end : List.of(
                network.chain("hub").channelTo(network.chain("zone")),
                network.chain("zone").channelTo(network.chain("hub")))) {
            JsonNode state = end.chain()
                    .client()
                    .query("ibc.core.client.v1.Query/ClientState", java.util.Map.of("client_id", end.clientId()))
                    .path("client_state");

            assertThat(state.path("trusting_period").asString()).isEqualTo("1209600s");
            assertThat(state.path("max_clock_drift").asString()).isEqualTo("20s");
        }
    }

    @Test
    void whileAPathIsHeldPacketsPileUpAndReleasedTheyAllArrive(Network network) {
        RelayPath path = network.path("main");
        Channel channel = path.channel(path.a(), "second");
        Account alice = path.a().fundedAccount("10000000uatom");
        Account bob = path.b().newAccount();

        path.hold();
        SentTransfer first = alice.transfer("5uatom").over(channel).to(bob).send();
        SentTransfer second = alice.transfer("6uatom").over(channel).to(bob).send();

        assertThat(path.isHeld()).isTrue();
        assertThat(path.pendingPackets())
                .extracting(PendingPacket::packet, PendingPacket::stage)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(first.packet(), PendingPacket.Stage.SENT),
                        org.assertj.core.groups.Tuple.tuple(second.packet(), PendingPacket.Stage.SENT));
        assertThatThrownBy(() -> first.awaitReceived(Deadline.after(Duration.ofMillis(300))))
                .isInstanceOf(DeadlineExceededException.class)
                .hasMessageContaining("sent on hub-1");

        path.relay(second.packet());
        assertThat(bob).hasBalance(channel.voucher(Coin.parse("6uatom")));
        assertThat(path.pendingPackets())
                .extracting(PendingPacket::stage)
                .containsExactly(PendingPacket.Stage.SENT, PendingPacket.Stage.ACKNOWLEDGEMENT_WRITTEN);
        assertThat(path.relay(second.packet()).outcome()).isNotEqualTo(Delivery.Outcome.EXECUTED);

        path.release();
        first.awaitAcknowledged(Deadline.after(LONG));
        second.awaitAcknowledged(Deadline.after(LONG));
        assertThat(bob).hasBalance(channel.voucher(Coin.parse("11uatom")));
        assertThat(path.pendingPackets()).isEmpty();
        assertThat(path.timeline().packet(first.packet().id()))
                .hasValueSatisfying(life -> assertThat(life.events())
                        .containsKeys(Kind.SENT, Kind.RECEIVED, Kind.ACKNOWLEDGEMENT_WRITTEN, Kind.ACKNOWLEDGED));
    }

    @Test
    void whatTimesOutComesBack(Network network) {
        RelayPath path = network.path("main");
        for (Chain from : List.of(path.a(), path.b())) {
            Channel channel = path.channel(from, "second");
            Account alice = from.fundedAccount("10000000" + from.denom());
            Account bob = channel.counterparty().chain().newAccount();

            path.hold();
            SentTransfer byHeight = alice.transfer("5" + from.denom())
                    .over(channel)
                    .to(bob)
                    .timeoutAfterBlocks(3)
                    .send();
            SentTransfer byTime = alice.transfer("6" + from.denom())
                    .over(channel)
                    .to(bob)
                    .timeoutAfter(Duration.ofSeconds(1))
                    .send();
            assertThat(path.timeOut(byHeight.packet()).outcome()).isEqualTo(Delivery.Outcome.EXECUTED);
            byHeight.awaitTimedOut();
            bob.chain().awaitBlocks(10);
            path.release();
            byTime.awaitTimedOut(Deadline.after(LONG));

            Coin rest = Coin.parse("10000000" + from.denom())
                    .minus(byHeight.tx().fee().getFirst())
                    .minus(byTime.tx().fee().getFirst());
            assertThat(alice).hasBalance(rest);
            assertThat(bob.balances()).isEmpty();
        }
    }

    @Test
    void whereNothingRelaysATestRelaysItself(Network network) {
        RelayPath path = network.path("by-hand");
        Channel channel = path.channel(path.b(), "transfer");
        Account alice = path.b().fundedAccount("10000000uatom");
        Account bob = path.a().newAccount();

        SentTransfer sent = alice.transfer("5uatom").over(channel).to(bob).send();
        assertThatThrownBy(path::hold).isInstanceOf(NetworkStateException.class).hasMessageContaining("relayer: none");
        assertThat(path.relay(sent.packet()).outcome()).isEqualTo(Delivery.Outcome.EXECUTED);
        sent.awaitReceived(Deadline.after(LONG));
        assertThat(bob).hasBalance(channel.voucher(Coin.parse("5uatom")));
        path.relayAcknowledgement(sent.packet());
        sent.awaitAcknowledged(Deadline.after(LONG));

        assertThat(channel.escrowed("uatom")).isEqualTo(Coin.parse("5uatom"));
    }

    @Test
    void aChainIsConnectedWhileItRuns(Network network) {
        Chain zone = network.chain("zone");
        Chain island = network.chain("island");

        RelayPath path = network.connect(
                zone,
                island,
                PathOptions.standard()
                        .withName("late")
                        .withChannels(ChannelRequest.transfer(), ChannelRequest.transfer()));

        assertThat(network.path("late")).isSameAs(path);
        assertThat(path.isCanonical()).isTrue();
        assertThat(path.channels(zone)).extracting(Channel::name).containsExactly("transfer", "transfer-2");
        Account alice = zone.fundedAccount("10000000uzone");
        Account bob = island.newAccount();
        alice.transfer("5uzone").to(bob).send().awaitAcknowledged(Deadline.after(LONG));
        assertThat(bob).hasBalance(zone.channelTo(island).voucher(Coin.parse("5uzone")));
        assertThat(network.description().paths()).extracting(it -> it.name()).contains("late");
        assertThatThrownBy(() ->
                        network.connect(zone, island, PathOptions.standard().withName("late")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("there is a path \"late\"");
        assertThatThrownBy(() -> network.connect(zone, zone)).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void whoIsOnlyAttachedSeesAllAndRelaysSinglePacketsButHoldsNothing(Network network) {
        RelayPath owned = network.path("main");
        Account alice = owned.a().fundedAccount("10000000uatom");
        Account bob = owned.b().newAccount();
        Channel channel = owned.channel(owned.a(), "transfer");

        try (Network attached = Network.attach(network.description())) {
            RelayPath path = attached.path("main");
            assertThatThrownBy(path::hold)
                    .isInstanceOf(NetworkStateException.class)
                    .hasMessageContaining("process that runs the network: "
                            + ProcessHandle.current().pid());
            assertThatThrownBy(() -> attached.connect(path.a(), path.b()))
                    .isInstanceOf(NetworkStateException.class)
                    .hasMessageContaining("only attached");

            owned.hold();
            SentTransfer sent = alice.transfer("5uatom").over(channel).to(bob).send();
            assertThat(path.pendingPackets()).extracting(PendingPacket::packet).containsExactly(sent.packet());
            assertThat(path.relay(sent.packet()).outcome()).isEqualTo(Delivery.Outcome.EXECUTED);
            owned.release();
            path.watch().awaitAcknowledged(sent.packet(), Deadline.after(LONG));
            assertThat(path.timeline().packet(sent.packet().id())).isPresent();
        }
    }

    @Test
    void theDescriptionTellsWhoRelaysOnWhosePurse(Network network) {
        assertThat(network.path("main").description().relayers())
                .containsExactly(new RelayerDescription("embedded", "relayer-main", false));
        assertThat(network.path("by-hand").description().relayers()).isEmpty();
        for (Chain chain : List.of(network.chain("hub"), network.chain("zone"))) {
            assertThat(chain.account("relayer-main").balance(chain.denom()).amount())
                    .isPositive();
        }
    }
}
