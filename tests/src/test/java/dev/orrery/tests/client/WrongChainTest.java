package dev.orrery.tests.client;

import static dev.orrery.assertions.OrreryAssertions.assertThat;
import static dev.orrery.assertions.OrreryAssertions.assertThatThrownBy;

import dev.orrery.base.ChainException;
import dev.orrery.base.Deadline;
import dev.orrery.base.DeadlineExceededException;
import dev.orrery.client.ChainClient;
import dev.orrery.client.ChainConnection;
import dev.orrery.client.Coin;
import dev.orrery.client.tx.MsgSend;
import dev.orrery.junit.ChainName;
import dev.orrery.junit.NetworkTest;
import dev.orrery.network.Account;
import dev.orrery.network.Chain;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Addresses behind which there is another chain than the one that is meant, from the beginning or from some day on. */
@NetworkTest("generations.yaml")
@ExtendWith(NoThreadLeft.class)
class WrongChainTest {
    private Account alice;
    private Account bob;
    private String hub;
    private String zone;

    @BeforeEach
    void find(@ChainName("hub") Chain hub, @ChainName("zone") Chain zone) {
        alice = hub.fundedAccount("1000000uatom");
        bob = hub.newAccount();
        this.hub = hub.nodes().getFirst().endpoints().rpc();
        this.zone = zone.nodes().getFirst().endpoints().rpc();
    }

    @Test
    void nothingIsSentToAnotherChain() {
        try (ChainClient client =
                ChainClient.open(meant("hub-2", URI.create(hub)).build())) {
            for (Runnable use : new Runnable[] {
                client::height,
                () -> client.query("cosmos.bank.v1beta1.Query/Params"),
                () -> send(client),
                () -> client.awaitBlocks(1, Deadline.after(Duration.ofSeconds(5)))
            }) {
                assertThatThrownBy(use::run)
                        .isInstanceOf(ChainException.class)
                        .isNotInstanceOf(DeadlineExceededException.class)
                        .hasMessageContaining("expected: the chain hub-2")
                        .hasMessageContaining("the chain hub-1");
            }
        }
        assertThat(alice).hasBalance("1000000uatom");
    }

    @Test
    void aNodeOfAnotherChainDoesNotTakeOver() {
        try (NodeProxy proxy = NodeProxy.before(hub);
                ChainClient client = ChainClient.open(
                        meant("hub-1", URI.create(proxy.url())).node(zone).build())) {
            send(client);
            proxy.goDown();

            assertThatThrownBy(() -> client.query("cosmos.bank.v1beta1.Query/Params"))
                    .isInstanceOf(ChainException.class)
                    .hasMessageContaining("expected: the chain hub-1")
                    .hasMessageContaining("the chain zone-7");
        }
    }

    @Test
    void anAddressThatLeadsToAnotherChainOneDayIsRefusedUntilItLeadsBack() {
        try (NodeProxy proxy = NodeProxy.before(hub);
                ChainClient client =
                        ChainClient.open(meant("hub-1", URI.create(proxy.url())).build())) {
            send(client);
            proxy.leadTo(zone);
            assertThatThrownBy(() -> send(client))
                    .isInstanceOf(ChainException.class)
                    .hasMessageContaining("the chain zone-7");

            proxy.leadTo(hub);
            send(client);
        }
        assertThat(bob).hasBalance("2uatom");
    }

    private static ChainConnection.Builder meant(String chainId, URI rpc) {
        return ChainConnection.to(rpc, chainId).gasPrice(new BigDecimal("0.025"), "uatom");
    }

    private void send(ChainClient client) {
        client.tx(alice.key(), new MsgSend(alice.address(), bob.address(), Coin.parse("1uatom")))
                .send();
    }
}
