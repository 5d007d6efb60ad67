package dev.orrery.tests.relay;

import static dev.orrery.assertions.OrreryAssertions.assertThat;
import static dev.orrery.tests.relay.RelayedPath.transfer;

import dev.orrery.base.Deadline;
import dev.orrery.client.Coin;
import dev.orrery.ibc.EmbeddedRelayer;
import dev.orrery.ibc.Packet;
import dev.orrery.ibc.PacketEvent.Kind;
import dev.orrery.ibc.PacketLife;
import dev.orrery.ibc.PendingPacket;
import dev.orrery.ibc.RelayerOptions;
import dev.orrery.junit.ChainName;
import dev.orrery.junit.NetworkTest;
import dev.orrery.network.Account;
import dev.orrery.network.Chain;
import dev.orrery.network.Channel;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The embedded relayer between ibc-go v8 and v10, two validators each. */
@NetworkTest("generations.yaml")
class EmbeddedRelayerTest {
    private static EmbeddedRelayer relayer;

    @BeforeAll
    static void start(@ChainName("hub") Chain hub, @ChainName("zone") Chain zone) {
        relayer = EmbeddedRelayer.start(RelayedPath.between(hub, zone), RelayerOptions.standard());
    }

    @AfterAll
    static void stop() {
        relayer.close();
    }

    @Test
    void relaysAPacketAndItsAcknowledgement(@ChainName("hub") Chain hub, @ChainName("zone") Chain zone) {
        Channel channel = hub.channelTo(zone);
        Account alice = hub.fundedAccount("10000000uatom");
        Account bob = zone.newAccount();
        Coin coin = Coin.parse("1000uatom");

        Packet packet = transfer(alice, coin, channel, bob.address());
        PacketLife life = relayer.watch().awaitAcknowledged(packet, soon());

        assertThat(bob).hasBalance(channel.voucher(coin).toString());
        assertThat(life.acknowledgement())
                .hasValueSatisfying(it -> assertThat(it.error()).isEmpty());
        assertThat(life.inOrder())
                .extracting(event -> event.kind())
                .containsExactly(Kind.SENT, Kind.RECEIVED, Kind.ACKNOWLEDGEMENT_WRITTEN, Kind.ACKNOWLEDGED);
    }

    @Test
    void tellsWhatIsPendingWhileThePathIsHeld(@ChainName("hub") Chain hub, @ChainName("zone") Chain zone) {
        Channel channel = zone.channelTo(hub);
        Account alice = zone.fundedAccount("10000000uzone");
        Account bob = hub.newAccount();
        Coin coin = Coin.parse("7uzone");
        relayer.hold();
        try {
            Packet packet = transfer(alice, coin, channel, bob.address());

            assertThat(relayer.pendingPackets()).contains(new PendingPacket(packet, PendingPacket.Stage.SENT));
            assertThat(relayer.relay(packet).outcome().name()).isEqualTo("EXECUTED");
            assertThat(relayer.pendingPackets())
                    .contains(new PendingPacket(packet, PendingPacket.Stage.ACKNOWLEDGEMENT_WRITTEN));
            assertThat(relayer.relay(packet).outcome().name()).isEqualTo("REFUSED_AS_REDUNDANT");
            assertThat(relayer.relayAcknowledgement(packet).outcome().name()).isEqualTo("EXECUTED");
            assertThat(relayer.pendingPackets())
                    .noneMatch(pending -> pending.packet().equals(packet));
        } finally {
            relayer.release();
        }
    }

    private static Deadline soon() {
        return Deadline.after(Duration.ofSeconds(60));
    }
}
