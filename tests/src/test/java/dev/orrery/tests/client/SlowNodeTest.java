package dev.orrery.tests.client;

import static dev.orrery.assertions.OrreryAssertions.assertThat;
import static dev.orrery.assertions.OrreryAssertions.assertThatThrownBy;

import dev.orrery.base.Deadline;
import dev.orrery.base.DeadlineExceededException;
import dev.orrery.client.ChainClient;
import dev.orrery.client.ChainConnection;
import dev.orrery.client.Coin;
import dev.orrery.client.TxRequest;
import dev.orrery.client.rpc.EventStream;
import dev.orrery.client.tx.MsgSend;
import dev.orrery.junit.NetworkTest;
import dev.orrery.network.Account;
import dev.orrery.network.Chain;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** A node far away, or one that has too much to do: what comes late still counts, until the deadline of who waits. */
@NetworkTest("one.yaml")
@ExtendWith(NoThreadLeft.class)
class SlowNodeTest {
    private static final Duration ALLOWED = Duration.ofMillis(600);

    private Account alice;
    private Account bob;
    private NodeProxy proxy;

    @BeforeEach
    void standBetween(Chain hub) {
        alice = hub.fundedAccount("10000000uatom");
        bob = hub.newAccount();
        proxy = NodeProxy.before(hub.nodes().getFirst().endpoints().rpc());
    }

    @AfterEach
    void leave() {
        proxy.close();
    }

    @Test
    void whatComesLateCounts() {
        try (ChainClient client =
                ChainClient.open(ChainConnection.to(proxy.url()).discover())) {
            client.query("cosmos.bank.v1beta1.Query/Params");
            proxy.slowDown(Duration.ofMillis(150));
            try (EventStream events =
                    client.events("tm.event='Tx' AND transfer.recipient='" + bob.address() + "'", soon())) {
                String hash = send(client).send().hash();

                assertThat(events.next(soon()).attributes().get("tx.hash")).containsExactly(hash);
                assertThat(client.awaitBlocks(2, soon()).height()).isPositive();
            }
        }
    }

    @Test
    @Timeout(30)
    void aNodeThatIsTooSlowEndsEachCallAtItsDeadlineAndIsUsedAgainWhenItIsNot() {
        try (ChainClient client = ChainClient.open(
                ChainConnection.to(proxy.url()).timeout(ALLOWED).discover())) {
            long height = client.height();
            TxRequest ready = send(client).gas(120_000).within(ALLOWED);
            proxy.slowDown(Duration.ofSeconds(20));

            assertThatThrownBy(() -> client.query("cosmos.bank.v1beta1.Query/Params"))
                    .isInstanceOf(DeadlineExceededException.class)
                    .hasMessageContaining("within PT0.6S");
            assertThatThrownBy(() -> client.rpc().status()).isInstanceOf(DeadlineExceededException.class);
            assertThatThrownBy(ready::send)
                    .isInstanceOf(DeadlineExceededException.class)
                    .hasMessageContaining("PT0.6S");
            assertThatThrownBy(() -> client.awaitBlock(height + 1000, Deadline.after(ALLOWED)))
                    .isInstanceOf(DeadlineExceededException.class)
                    .hasMessageContaining("block " + (height + 1000) + " within PT0.6S");

            proxy.slowDown(Duration.ZERO);
            proxy.cut();
            assertThat(client.awaitBlocks(1, soon()).height()).isGreaterThan(height);
            assertThat(send(client).within(Duration.ofSeconds(20)).send()).succeeded();
        }
    }

    private TxRequest send(ChainClient client) {
        return client.tx(alice.key(), new MsgSend(alice.address(), bob.address(), Coin.parse("1uatom")));
    }

    private static Deadline soon() {
        return Deadline.after(Duration.ofSeconds(20));
    }
}
