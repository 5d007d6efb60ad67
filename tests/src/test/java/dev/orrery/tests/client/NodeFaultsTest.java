package dev.orrery.tests.client;

import static dev.orrery.assertions.OrreryAssertions.assertThat;
import static dev.orrery.assertions.OrreryAssertions.assertThatThrownBy;

import dev.orrery.base.ChainException;
import dev.orrery.base.Deadline;
import dev.orrery.base.DeadlineExceededException;
import dev.orrery.base.UnreachableException;
import dev.orrery.client.ChainClient;
import dev.orrery.client.ChainConnection;
import dev.orrery.client.Coin;
import dev.orrery.client.TxRequest;
import dev.orrery.client.rpc.EventStream;
import dev.orrery.client.rpc.Head;
import dev.orrery.client.tx.MsgSend;
import dev.orrery.junit.ChainName;
import dev.orrery.junit.NetworkTest;
import dev.orrery.junit.Sharing;
import dev.orrery.network.Account;
import dev.orrery.network.Chain;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/** What happens to nodes, and what who waits for them is told. The last of the tests leaves the node to its own fate. */
@NetworkTest(value = "faults.yaml", sharing = Sharing.CLASS)
@ExtendWith(NoThreadLeft.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class NodeFaultsTest {
    private static final String DEPOSIT = "3000000uatom";

    private Chain hub;
    private Account alice;
    private Account bob;

    @BeforeEach
    void fund(@ChainName("hub") Chain chain) {
        hub = chain;
        alice = chain.fundedAccount(DEPOSIT);
        bob = chain.newAccount();
    }

    @Test
    @Order(1)
    void aFullMempoolIsToldInItsOwnWords() throws Exception {
        List<Account> senders =
                IntStream.range(0, 8).mapToObj(i -> hub.account("a" + i)).toList();
        hub.awaitBlocks(1);
        List<Future<?>> sending = new ArrayList<>();
        List<Throwable> refused = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Account sender : senders) {
                sending.add(threads.submit(
                        () -> sender.sendCoins("1uatom").to(bob).gas(120_000).send()));
            }
            for (Future<?> one : sending) {
                try {
                    one.get(30, TimeUnit.SECONDS);
                } catch (ExecutionException e) {
                    refused.add(e.getCause());
                }
            }
        }

        assertThat(refused)
                .isNotEmpty()
                .hasSizeLessThan(8)
                .allSatisfy(failure -> assertThat(failure)
                        .isInstanceOf(ChainException.class)
                        .hasMessageContaining("code 20 of sdk")
                        .hasMessageContaining("mempool is full")
                        .hasMessageContaining("[mempool] size"));
        assertThat(bob).hasBalance((8 - refused.size()) + "uatom");
    }

    @Test
    @Order(2)
    void aTransactionThatIsTooLargeIsToldWithWhatItMayBe() {
        TxRequest large = alice.sendCoins("1uatom").to(bob).gas(120_000);

        assertThatThrownBy(() -> large.memo("x".repeat(30_000)).send())
                .isInstanceOf(ChainException.class)
                .hasMessageContaining("code 21 of sdk")
                .hasMessageContaining("Tx too large. Max size is 20000")
                .hasMessageContaining("max_tx_bytes");
    }

    @Test
    @Order(3)
    void aRequestThatIsLargerThanTheNodeReadsIsToldToo() {
        TxRequest request = alice.sendCoins("1uatom").to(bob).gas(120_000);

        assertThatThrownBy(() -> request.memo("x".repeat(300_000)).send())
                .isInstanceOf(ChainException.class)
                .hasMessageContaining("code 21 of sdk")
                .hasMessageContaining("max_body_bytes");

        assertThat(request.send()).succeeded();
    }

    /** Without half of the power no block is made any more, but the other node answers as ever. */
    @Test
    @Order(4)
    void aHaltedChainIsToldWithItsLastBlock(@ChainName("pair") Chain pair) throws Exception {
        Account carol = pair.fundedAccount("1000000upair");
        Processes.signal(pair.node("val2"), "STOP");
        try (ChainClient client = ChainClient.open(
                ChainConnection.to(pair.node("val1").endpoints().rpc()).discover())) {
            TxRequest send = client.tx(carol.key(), new MsgSend(carol.address(), carol.address(), Coin.parse("1upair")))
                    .within(Duration.ofSeconds(2));
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                Future<?> block = threads.submit(() -> client.awaitBlock(1_000_000, in(2)));
                Future<?> condition = threads.submit(() -> client.awaitThat(
                        "carol's riches", () -> client.balance(carol.address(), "upair"), coin -> false, in(2)));
                Future<?> sending = threads.submit(send::send);

                assertThatThrownBy(() -> block.get(30, TimeUnit.SECONDS))
                        .hasCauseInstanceOf(DeadlineExceededException.class)
                        .hasMessageContaining("block 1000000 within PT2S")
                        .hasMessageMatching("(?s).*seen: +block \\d+ of 20.*");
                assertThatThrownBy(() -> condition.get(30, TimeUnit.SECONDS))
                        .hasCauseInstanceOf(DeadlineExceededException.class)
                        .hasMessageContaining("carol's riches")
                        .hasMessageContaining("last answer: ");
                assertThatThrownBy(() -> sending.get(30, TimeUnit.SECONDS))
                        .hasCauseInstanceOf(DeadlineExceededException.class)
                        .hasMessageContaining("within PT2S");
            }
            assertThat(client.balance(carol.address(), "upair").denom()).isEqualTo("upair");
            Processes.signal(pair.node("val2"), "CONT");
            client.awaitBlocks(2, in(20));
        } finally {
            Processes.signal(pair.node("val2"), "CONT");
        }
    }

    @Test
    @Order(5)
    void nothingIsLeftOfAClientThatIsClosed() throws Exception {
        Set<Thread> before = platformThreads();
        String rpc = hub.nodes().getFirst().endpoints().rpc();
        String grpc = hub.nodes().getFirst().endpoints().grpc();
        try (NodeProxy proxy = NodeProxy.before(rpc);
                ChainClient client = ChainClient.open(
                        ChainConnection.to(proxy.url()).grpc(grpc).discover());
                EventStream events = client.events("tm.event='Tx'", in(10))) {
            client.query("cosmos.bank.v1beta1.Query/Params");
            String port = " " + URI.create(proxy.url()).getPort();
            assertThat(NoThreadLeft.clientThreads())
                    .containsEntry("websocket" + port, 1)
                    .containsEntry("send" + port, 1);
            client.query("cosmos.base.reflection.v2alpha1.ReflectionService/GetChainDescriptor"); // over gRPC
            proxy.goDown();
            assertThatThrownBy(() -> events.next(in(1))).isInstanceOf(DeadlineExceededException.class);
        }
        for (Thread left : platformThreads()) {
            // Those that all clients share end a second after the last of them, or serve the others in this machine.
            if (!before.contains(left) && !left.getName().startsWith("HttpClient-")) {
                assertThat(left.join(Duration.ofSeconds(10))).as(left.getName()).isTrue();
            }
        }
    }

    /** From here on the node is not a child of the one who owns the network any more. */
    @Test
    @Order(6)
    void everyWaitGoesOnAfterTheNodeWasRestarted() throws Exception {
        ChainClient client = hub.client();
        List<String> command = Processes.command(hub);
        String query = "tm.event='Tx' AND transfer.recipient='" + bob.address() + "'";
        long height = client.height();
        Path log = Path.of("target", "restarted.log").toAbsolutePath();
        Process again = null;
        try (EventStream events = client.events(query, in(10));
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            String first = alice.sendCoins("1uatom").to(bob).send().hash();
            Future<Head> block = threads.submit(() -> client.awaitBlock(height + 6, in(60)));
            Future<?> second = threads.submit(() -> client.awaitThat(
                    "bob's second coin",
                    () -> client.balance(bob.address(), "uatom"),
                    coin -> coin.equals(Coin.parse("2uatom")),
                    in(60)));

            Processes.kill(hub);
            assertThatThrownBy(client::height).isInstanceOf(UnreachableException.class);
            assertThatThrownBy(() -> client.query("cosmos.bank.v1beta1.Query/Params"))
                    .isInstanceOf(UnreachableException.class);
            assertThatThrownBy(() -> alice.sendCoins("1uatom")
                            .to(bob)
                            .within(Duration.ofSeconds(2))
                            .send())
                    .isInstanceOf(UnreachableException.class);
            again = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();

            assertThat(block.get(60, TimeUnit.SECONDS).height()).isGreaterThanOrEqualTo(height + 6);
            String last = client.tx(alice.key(), new MsgSend(alice.address(), bob.address(), Coin.parse("1uatom")))
                    .send()
                    .hash();
            second.get(60, TimeUnit.SECONDS);
            assertThat(events.next(in(10)).attributes().get("tx.hash")).containsExactly(first);
            assertThat(events.next(in(10)).attributes().get("tx.hash")).containsExactly(last);
        } finally {
            if (again != null) {
                again.destroyForcibly().waitFor();
            }
        }
    }

    private static Set<Thread> platformThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !thread.isVirtual())
                .collect(Collectors.toSet());
    }

    private static Deadline in(int seconds) {
        return Deadline.after(Duration.ofSeconds(seconds));
    }
}
