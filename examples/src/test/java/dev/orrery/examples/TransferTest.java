package dev.orrery.examples;

import static dev.orrery.assertions.OrreryAssertions.assertThat;

import dev.orrery.client.Coin;
import dev.orrery.junit.ChainName;
import dev.orrery.junit.NetworkTest;
import dev.orrery.network.Account;
import dev.orrery.network.Chain;
import dev.orrery.network.Channel;
import org.junit.jupiter.api.Test;

@NetworkTest("network.yaml")
class TransferTest {
    @Test
    void transferArrivesAsVoucher(@ChainName("hub") Chain hub, @ChainName("zone") Chain zone) {
        Channel channel = hub.channelTo(zone);
        Account alice = hub.fundedAccount("10000000uatom");
        Account bob = zone.newAccount();
        Coin sent = Coin.parse("1000000uatom");

        alice.transfer(sent).over(channel).to(bob).send().awaitAcknowledged();

        assertThat(bob).hasBalance(channel.voucher(sent));
    }
}
