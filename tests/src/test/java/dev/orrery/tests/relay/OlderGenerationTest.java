package dev.orrery.tests.relay;

import static dev.orrery.assertions.OrreryAssertions.assertThat;
import static dev.orrery.tests.relay.RelayedPath.relayedBy;
import static dev.orrery.tests.relay.RelayedPath.soon;

import dev.orrery.client.modules.Denom;
import dev.orrery.ibc.ChannelRequest;
import dev.orrery.ibc.EmbeddedRelayer;
import dev.orrery.ibc.Handshake;
import dev.orrery.ibc.OpenPath;
import dev.orrery.ibc.Packet;
import dev.orrery.ibc.RelayerOptions;
import dev.orrery.junit.ChainName;
import dev.orrery.junit.NetworkTest;
import dev.orrery.network.Account;
import dev.orrery.network.Chain;
import org.junit.jupiter.api.Test;

/** ibc-go v7, which still looks at what the other chain knows of it, with v10, which no longer does. */
@NetworkTest("relay-v7.yaml")
class OlderGenerationTest {
    @Test
    void handshakesAndPacketsInBothDirections(@ChainName("old") Chain old, @ChainName("zone") Chain zone) {
        OpenPath open = Handshake.within(soon()).open(relayedBy(old), relayedBy(zone), ChannelRequest.transfer());
        String onOld = open.channels().getFirst().a().id();
        String onZone = open.channels().getFirst().b().id();
        Account alice = old.fundedAccount("10000000uold");
        Account bob = zone.fundedAccount("10000000uzone");

        try (EmbeddedRelayer relayer = EmbeddedRelayer.start(open.path(), RelayerOptions.standard())) {
            Packet there = RelayedPath.transfer(alice, "5uold", onOld, bob.address());
            Packet back = RelayedPath.transfer(bob, "6uzone", onZone, alice.address());
            relayer.watch().awaitAcknowledged(there, soon());
            relayer.watch().awaitAcknowledged(back, soon());
            assertThat(relayer.pendingPackets()).isEmpty();
        }
        Denom voucher = Denom.of("uzone").receivedThrough("transfer", onOld);
        assertThat(alice).hasBalance("6" + voucher.onChain());
        assertThat(bob)
                .hasBalance("5"
                        + Denom.of("uold").receivedThrough("transfer", onZone).onChain());
        assertThat(old.client().transfer().trace(voucher.onChain())).isEqualTo(voucher);
    }
}
