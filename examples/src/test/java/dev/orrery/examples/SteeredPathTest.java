package dev.orrery.examples;

import static dev.orrery.assertions.OrreryAssertions.assertThat;

import dev.orrery.client.Coin;
import dev.orrery.junit.ChainName;
import dev.orrery.junit.NetworkTest;
import dev.orrery.junit.Sharing;
import dev.orrery.network.Account;
import dev.orrery.network.Chain;
import dev.orrery.network.Channel;
import dev.orrery.network.RelayPath;
import dev.orrery.network.SentTransfer;
import org.junit.jupiter.api.Test;

@NetworkTest(value = "network.yaml", sharing = Sharing.CLASS)
class SteeredPathTest {
    @Test
    void whatTimesOutComesBack(@ChainName("hub") Chain hub, @ChainName("zone") Chain zone) {
        Channel channel = hub.channelTo(zone);
        RelayPath path = channel.path();
        Account alice = hub.fundedAccount("10000000uatom");
        Account bob = zone.newAccount();

        path.hold();
        SentTransfer late = alice.transfer("1000000uatom")
                .over(channel)
                .to(bob)
                .timeoutAfterBlocks(3)
                .send();
        assertThat(path.pendingPackets()).hasSize(1);
        zone.awaitBlocks(4);
        path.release();
        late.awaitTimedOut();

        assertThat(alice)
                .hasBalance(Coin.parse("10000000uatom").minus(late.tx().fee().getFirst()));
        assertThat(bob).hasNoBalance(channel.voucher(Coin.parse("1uatom")).denom());
    }

    @Test
    void packetsArriveInTheOrderOfTheTest(@ChainName("hub") Chain hub, @ChainName("zone") Chain zone) {
        Channel channel = hub.channelTo(zone);
        RelayPath path = channel.path();
        Account alice = hub.fundedAccount("10000000uatom");
        Account bob = zone.newAccount();

        path.hold();
        SentTransfer first = alice.transfer("1uatom").over(channel).to(bob).send();
        SentTransfer second = alice.transfer("2uatom").over(channel).to(bob).send();
        path.relay(second.packet());
        assertThat(bob).hasBalance(channel.voucher(Coin.parse("2uatom")));
        path.release();
        first.awaitAcknowledged();
        second.awaitAcknowledged();

        assertThat(bob).hasBalance(channel.voucher(Coin.parse("3uatom")));
    }
}
