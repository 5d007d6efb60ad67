package dev.orrery.examples;

import static dev.orrery.assertions.OrreryAssertions.assertThat;

import dev.orrery.client.Coin;
import dev.orrery.client.TxResult;
import dev.orrery.junit.ChainName;
import dev.orrery.junit.NetworkTest;
import dev.orrery.network.Account;
import dev.orrery.network.Chain;
import dev.orrery.network.Channel;
import org.junit.jupiter.api.Test;

@NetworkTest("network.yaml")
class FirstNetworkTest {
    @Test
    void coinsArriveAndTheSenderPaysTheFee(@ChainName("hub") Chain hub) {
        Account alice = hub.fundedAccount("10000000uatom");
        Account bob = hub.newAccount();

        TxResult sent = alice.sendCoins("2500000uatom")
                .to(bob)
                .fee(Coin.parse("5000uatom"))
                .send();

        assertThat(sent).succeeded().hasFee("5000uatom").emitted("transfer", "amount", "2500000uatom");
        assertThat(bob).hasBalance("2500000uatom");
        assertThat(alice).hasBalance("7495000uatom");
    }

    @Test
    void theChainsAreConnectedFromTheFirstBlock(@ChainName("hub") Chain hub, @ChainName("zone") Chain zone) {
        Channel channel = hub.channelTo(zone);

        assertThat(channel).isOpen().hasActiveClients();
    }
}
