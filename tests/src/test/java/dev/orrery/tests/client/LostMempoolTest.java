package dev.orrery.tests.client;

import static dev.orrery.assertions.OrreryAssertions.assertThat;

import dev.orrery.base.Deadline;
import dev.orrery.client.ChainClient;
import dev.orrery.client.ChainConnection;
import dev.orrery.client.Coin;
import dev.orrery.client.PendingTx;
import dev.orrery.client.TxException;
import dev.orrery.client.TxFailureReason;
import dev.orrery.client.TxRequest;
import dev.orrery.client.TxResult;
import dev.orrery.client.tx.MsgSend;
import dev.orrery.junit.NetworkTest;
import dev.orrery.junit.Sharing;
import dev.orrery.network.Account;
import dev.orrery.network.Chain;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/** Transactions that wait for long, in mempools that are full, or that forget them. */
@NetworkTest(value = "src/test/go/forgetful.yaml", sharing = Sharing.CLASS)
@ExtendWith(NoThreadLeft.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LostMempoolTest {
    private static final int ACCOUNTS = 6;

    /** A node that is asked about one of those that it has says that it is full, before it looks whether it has it. */
    @Test
    @Order(1)
    void whatAFullMempoolHasIsWaitedFor(Chain hub) throws Exception {
        Account bob = hub.newAccount();
        List<Future<TxResult>> sent = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < ACCOUNTS; i++) {
                TxRequest request = send(hub.client(), hub.account("a" + i), bob);
                sent.add(threads.submit(() -> untilThereIsRoom(hub, request).await()));
            }
            for (Future<TxResult> one : sent) {
                assertThat(one.get(60, TimeUnit.SECONDS)).succeeded();
            }
        }
        assertThat(bob).hasBalance(ACCOUNTS + "uatom");
    }

    /** From here on the node is not a child of the one who owns the network any more. */
    @Test
    @Order(2)
    void whatANodeForgotIsOfferedAgain(Chain hub) throws Exception {
        List<String> command = Processes.command(hub);
        Account bob = hub.newAccount();
        Account carol = hub.newAccount();
        Process again = null;
        try (NodeProxy proxy =
                        NodeProxy.before(hub.nodes().getFirst().endpoints().rpc());
                ChainClient cutOff = ChainClient.open(ChainConnection.to(proxy.url())
                        .grpc(hub.nodes().getFirst().endpoints().grpc())
                        .discover())) {
            Duration minute = Duration.ofMinutes(1);
            List<PendingTx> unseen = List.of(
                    send(cutOff, hub.account("a0"), bob).broadcast(),
                    send(cutOff, hub.account("a1"), bob).unordered(minute).broadcast(),
                    send(cutOff, hub.account("a2"), bob).unordered(minute).broadcast());
            proxy.goDown();
            hub.client()
                    .awaitThat(
                            "all of them in blocks",
                            () -> hub.client().balance(bob.address(), "uatom"),
                            Coin.parse("3uatom")::equals,
                            Deadline.after(Duration.ofSeconds(30)));
            List<PendingTx> forgotten = List.of(
                    send(hub.client(), hub.account("a3"), carol).broadcast(),
                    send(hub.client(), hub.account("a4"), carol)
                            .unordered(minute)
                            .broadcast(),
                    send(hub.client(), hub.account("a5"), carol)
                            .unordered(minute)
                            .broadcast());

            Processes.kill(hub);
            again = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(
                            Path.of("target", "forgetful.log").toAbsolutePath().toFile())
                    .start();
            proxy.comeBack();

            assertThat(unseen).allSatisfy(tx -> assertThat(tx.await()).succeeded());
            assertThat(forgotten).allSatisfy(tx -> assertThat(tx.await()).succeeded());
            assertThat(carol).hasBalance("3uatom");
        } finally {
            if (again != null) {
                again.destroyForcibly().waitFor();
            }
        }
    }

    private static PendingTx untilThereIsRoom(Chain chain, TxRequest request) {
        Deadline soon = Deadline.after(Duration.ofSeconds(60));
        while (true) {
            try {
                return request.broadcast();
            } catch (TxException e) {
                if (e.reason() != TxFailureReason.MEMPOOL_FULL || soon.passed()) {
                    throw e;
                }
                chain.client().awaitBlocks(1, soon);
            }
        }
    }

    private static TxRequest send(ChainClient client, Account from, Account to) {
        return client.tx(from.key(), new MsgSend(from.address(), to.address(), Coin.parse("1uatom")))
                .gas(200_000);
    }
}
