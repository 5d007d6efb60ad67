package dev.orrery.tests.relay;

import static dev.orrery.assertions.OrreryAssertions.assertThat;
import static dev.orrery.tests.relay.RelayedPath.soon;
import static dev.orrery.tests.relay.RelayedPath.transfer;

import dev.orrery.base.Deadline;
import dev.orrery.client.Coin;
import dev.orrery.client.modules.Denom;
import dev.orrery.client.modules.Transfer;
import dev.orrery.ibc.EmbeddedRelayer;
import dev.orrery.ibc.Packet;
import dev.orrery.ibc.PacketEvent.Kind;
import dev.orrery.ibc.PathEnds;
import dev.orrery.ibc.PathWatch;
import dev.orrery.ibc.RelayerOptions;
import dev.orrery.ibc.Timeline;
import dev.orrery.junit.ChainName;
import dev.orrery.junit.NetworkTest;
import dev.orrery.network.Account;
import dev.orrery.network.Chain;
import dev.orrery.network.Channel;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What is escrowed on one chain is what circulates on the other, to the last coin. */
@NetworkTest("relay.yaml")
class AccountingTest {
    private static final int TRANSACTIONS = 10;
    private static final int PACKETS = 50;

    @Test
    void coinsGoDownALineAndComeHome(
            @ChainName("hub") Chain hub, @ChainName("zone") Chain zone, @ChainName("port") Chain port) {
        Channel hubZone = hub.channelTo(zone);
        Channel zonePort = zone.channelTo(port);
        Account alice = hub.fundedAccount("10000000uatom");
        Account bob = zone.fundedAccount("10000000uzone");
        Account carol = port.fundedAccount("10000000uport");
        Denom onZone = Denom.of("uatom")
                .receivedThrough("transfer", hubZone.counterparty().id());
        Denom onPort =
                onZone.receivedThrough("transfer", zonePort.counterparty().id());
        BigInteger zoneBefore = supply(zone, onZone.onChain());
        BigInteger portBefore = supply(port, onPort.onChain());

        try (EmbeddedRelayer first = start(RelayedPath.between(hub, zone));
                EmbeddedRelayer second = start(RelayedPath.between(zone, port))) {
            acknowledged(first, transfer(alice, Coin.parse("500uatom"), hubZone, bob.address()));
            acknowledged(second, transfer(bob, Coin.parse("300" + onZone.onChain()), zonePort, carol.address()));

            assertThat(carol).hasBalance("300" + onPort.onChain());
            assertThat(port.client().transfer().trace(onPort.onChain())).isEqualTo(onPort);
            assertThat(zone.client().transfer().trace(onZone.onChain())).isEqualTo(onZone);
            assertThat(Denom.parse(onPort.trace())).isEqualTo(onPort);

            acknowledged(
                    second,
                    transfer(carol, Coin.parse("300" + onPort.onChain()), zonePort.counterparty(), bob.address()));
            acknowledged(
                    first,
                    transfer(bob, Coin.parse("500" + onZone.onChain()), hubZone.counterparty(), alice.address()));
        }
        assertThat(carol).hasNoBalance(onPort.onChain());
        assertThat(supply(port, onPort.onChain())).isEqualTo(portBefore);
        assertThat(supply(zone, onZone.onChain())).isEqualTo(zoneBefore);
    }

    @Test
    void thousandPacketsInFlightWhileRelayersComeAndGo(@ChainName("hub") Chain hub, @ChainName("zone") Chain zone)
            throws Exception {
        PathEnds path = RelayedPath.between(hub, zone);
        Account alice = hub.fundedAccount("1000000000uatom");
        Account bob = zone.fundedAccount("1000000000uzone");
        Deadline deadline = Deadline.after(Duration.ofMinutes(4));
        List<Packet> packets = new ArrayList<>();

        EmbeddedRelayer relayer = start(path);
        while (!relayer.pendingPackets().isEmpty()) {
            hub.client().awaitBlocks(1, deadline); // what other tests have left lying
        }
        BigInteger before = escrowed(hub, hub.channelTo(zone));
        try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < TRANSACTIONS; i++) {
                Future<List<Packet>> there =
                        senders.submit(() -> sent(alice, "1uatom", hub.channelTo(zone), bob.address()));
                packets.addAll(sent(bob, "1uzone", zone.channelTo(hub), alice.address()));
                packets.addAll(there.get());
                if (i % 4 == 3) {
                    // Ends in the middle of what it does; the next one finds what is left to do.
                    relayer.close();
                    relayer = start(path);
                }
            }
        }
        try (EmbeddedRelayer last = relayer) {
            packets.forEach(packet -> last.watch().awaitAcknowledged(packet, deadline));
            assertThat(last.pendingPackets()).isEmpty();
        }

        assertThat(packets).hasSize(2 * TRANSACTIONS * PACKETS).doesNotHaveDuplicates();
        String voucher = hub.channelTo(zone).voucher(Coin.parse("1uatom")).denom();
        assertThat(bob).hasBalance(TRANSACTIONS * PACKETS + voucher);
        assertThat(escrowed(hub, hub.channelTo(zone)).subtract(before)).isEqualTo(TRANSACTIONS * PACKETS);
        assertThat(escrowed(hub, hub.channelTo(zone))).isEqualTo(supply(zone, voucher));
        assertThat(escrowed(zone, zone.channelTo(hub)))
                .isEqualTo(supply(
                        hub, zone.channelTo(hub).voucher(Coin.parse("1uzone")).denom()));
        Timeline history = PathWatch.history(path);
        for (Packet packet : packets) {
            assertThat(history.packet(packet.id()).orElseThrow().events())
                    .containsKeys(Kind.SENT, Kind.RECEIVED, Kind.ACKNOWLEDGEMENT_WRITTEN, Kind.ACKNOWLEDGED)
                    .doesNotContainKey(Kind.TIMED_OUT);
        }
    }

    private static EmbeddedRelayer start(PathEnds path) {
        return EmbeddedRelayer.start(path, RelayerOptions.standard());
    }

    private static List<Packet> sent(Account from, String coin, Channel over, String to) {
        return RelayedPath.transfers(
                from, Collections.nCopies(PACKETS, Coin.parse(coin)), over, to, RelayedPath.inAnHour());
    }

    private static void acknowledged(EmbeddedRelayer relayer, Packet packet) {
        assertThat(relayer.watch()
                        .awaitAcknowledged(packet, soon())
                        .acknowledgement()
                        .orElseThrow()
                        .error())
                .isEmpty();
    }

    private static BigInteger escrowed(Chain chain, Channel channel) {
        String escrow = Transfer.escrowAddress(chain.prefix(), channel.port(), channel.id());
        return chain.client().balance(escrow, chain.denom()).amount();
    }

    private static BigInteger supply(Chain chain, String denom) {
        return new BigInteger(chain.client()
                .query("cosmos.bank.v1beta1.Query/SupplyOf", Map.of("denom", denom))
                .path("amount")
                .path("amount")
                .asString());
    }
}
