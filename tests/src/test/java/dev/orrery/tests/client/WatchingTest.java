package dev.orrery.tests.client;

import static dev.orrery.assertions.OrreryAssertions.assertThat;
import static dev.orrery.assertions.OrreryAssertions.assertThatThrownBy;

import dev.orrery.base.ChainException;
import dev.orrery.base.Deadline;
import dev.orrery.base.DeadlineExceededException;
import dev.orrery.base.InvalidInputException;
import dev.orrery.client.ChainClient;
import dev.orrery.client.ChainConnection;
import dev.orrery.client.Coin;
import dev.orrery.client.TxResult;
import dev.orrery.client.rpc.EventQuery;
import dev.orrery.client.rpc.EventStream;
import dev.orrery.client.rpc.Head;
import dev.orrery.client.rpc.NodeEvent;
import dev.orrery.client.tx.MsgSend;
import dev.orrery.junit.NetworkTest;
import dev.orrery.network.Account;
import dev.orrery.network.Chain;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Waiting for what a chain does, over connections that break. */
@NetworkTest("one.yaml")
@ExtendWith(NoThreadLeft.class)
class WatchingTest {
    private Chain hub;
    private Account alice;
    private Account bob;
    private NodeProxy proxy;
    private ChainClient client;

    @BeforeEach
    void connect(Chain chain) {
        hub = chain;
        alice = chain.fundedAccount("10000000uatom");
        bob = chain.newAccount();
        proxy = NodeProxy.before(chain.nodes().getFirst().endpoints().rpc());
        client = ChainClient.open(ChainConnection.to(proxy.url()).discover());
    }

    @AfterEach
    void close() {
        client.close();
        proxy.close();
    }

    @Test
    void theChainsOwnClockIsAwaited() {
        Head now = client.blocks().awaitHead(soon());
        Instant soonest = now.time().plusMillis(700);
        Instant tomorrow = now.time().plus(Duration.ofDays(1));

        Head then = client.awaitBlockTime(soonest, soon());

        assertThat(then.time()).isAfterOrEqualTo(soonest);
        assertThat(then.height()).isGreaterThan(now.height());
        assertThat(client.awaitBlockTime(now.time(), soon()).height())
                .as("a time that is over is not waited for")
                .isGreaterThanOrEqualTo(then.height());
        assertThatThrownBy(() -> client.awaitBlockTime(tomorrow, Deadline.after(Duration.ofMillis(500))))
                .isInstanceOf(DeadlineExceededException.class)
                .hasMessageContaining("waiting for a block of " + tomorrow)
                .hasMessageContaining("within PT0.5S")
                .hasMessageContaining("seen:     block ");
    }

    @Test
    void noEventIsLostOrDoubledWhileConnectionsAreCut() throws Exception {
        String query = "tm.event='Tx' AND transfer.recipient='" + bob.address() + "'";
        List<String> sent = new ArrayList<>();
        List<String> seen = new ArrayList<>();
        try (EventStream events = client.events(query, soon());
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> reader = threads.submit(() -> {
                for (int i = 0; i < 12; i++) {
                    seen.addAll(events.next(in(60)).attributes().get("tx.hash"));
                }
            });
            for (int i = 0; i < 12; i++) {
                sent.add(alice.sendCoins("1uatom").to(bob).send().hash());
                switch (i % 4) {
                    case 0 -> proxy.cut();
                    case 1 -> proxy.goDown();
                    case 3 -> proxy.comeBack();
                    default -> {}
                }
            }
            reader.get(60, TimeUnit.SECONDS);

            assertThat(seen).isEqualTo(sent);
            assertThatThrownBy(() -> events.next(Deadline.after(Duration.ofMillis(500))))
                    .isInstanceOf(DeadlineExceededException.class)
                    .hasMessageContaining("none after the 12 that were read");
        }
    }

    /** The node's own subscription is the witness. */
    @Test
    void eventsAreThoseThatTheNodePublishes() {
        String query = "tm.event='Tx' AND transfer.recipient='" + bob.address() + "'";
        try (EventStream own = client.rpc().subscribe(query);
                EventStream followed = client.events(query, soon())) {
            alice.sendCoins("1uatom").to(bob).send();

            NodeEvent published = own.next(soon());
            NodeEvent derived = followed.next(soon());
            assertThat(derived.attributes()).isEqualTo(published.attributes());
            assertThat(derived.data().at("/TxResult/height").asString())
                    .isEqualTo(published.data().at("/TxResult/height").asString());
            assertThat(derived.data().at("/TxResult/tx"))
                    .isEqualTo(published.data().at("/TxResult/tx"));
            assertThat(derived.data().at("/TxResult/result/events"))
                    .isEqualTo(published.data().at("/TxResult/result/events"));
        }
    }

    @Test
    void blocksAndTheirEventsComeToo() {
        for (String type : List.of("NewBlock", "NewBlockHeader", "NewBlockEvents")) {
            try (EventStream own = client.rpc().subscribe("tm.event='" + type + "'")) {
                NodeEvent published = own.next(soon());
                String path = switch (type) {
                    case "NewBlock" -> "/block/header/height";
                    case "NewBlockHeader" -> "/header/height";
                    default -> "/height";
                };
                long height = published.data().at(path).asLong();
                NodeEvent derived = client.blocks()
                        .events(EventQuery.parse("tm.event='" + type + "'"), height)
                        .next(soon());

                assertThat(derived.data().at(path).asLong()).isEqualTo(height);
                assertThat(derived.attributes()).isEqualTo(published.attributes());
            }
        }
    }

    @Test
    void aStreamMayBeginInThePast() {
        TxResult sent = alice.sendCoins("1uatom").to(bob).send();
        client.awaitBlocks(2, soon());

        EventQuery query = EventQuery.transactions().with("tx.hash", sent.hash());
        try (EventStream events = client.blocks().events(query, sent.height())) {
            assertThat(events.next(soon()).attributes()).containsEntry("tx.hash", List.of(sent.hash()));
        }
    }

    @Test
    void aStreamThatIsClosedEndsItsReader() throws Exception {
        EventStream events = client.events("tm.event='Tx' AND transfer.recipient='nobody'", soon());
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> reader = threads.submit(() -> events.next(in(60)));
            client.awaitBlocks(1, soon());
            events.close();

            assertThatThrownBy(() -> reader.get(10, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(ChainException.class)
                    .hasMessageContaining("the stream is closed");
        }
    }

    @Test
    void whoWaitsWhenTheClientIsClosedIsTold() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> waiter = threads.submit(() -> client.awaitBlock(1_000_000, in(60)));
            client.awaitBlocks(1, soon());
            client.close();

            assertThatThrownBy(() -> waiter.get(10, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(ChainException.class)
                    .hasMessageContaining("this client is closed");
        }
    }

    @Test
    void eventsOfTheNodeItselfAreNotPromised() {
        assertThatThrownBy(() -> client.events("tm.event='Vote'", soon()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("no part of the chain");
    }

    @Test
    void inclusionIsSeenOverABrokenConnection() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 5; i++) {
                Future<TxResult> sending = threads.submit(
                        () -> client.tx(alice.key(), new MsgSend(alice.address(), bob.address(), Coin.parse("1uatom")))
                                .gas(120_000)
                                .send());
                awaitTaken(alice);
                // A node answers one connection in order, so that after this only the block is waited for.
                client.rpc().status();
                proxy.cut();
                assertThat(sending.get(30, TimeUnit.SECONDS)).succeeded();
            }
        }
        assertThat(bob).hasBalance("5uatom");
    }

    @Test
    void aTransactionIsAwaitedByItsHash() throws Exception {
        TxResult sent = alice.sendCoins("7uatom").to(bob).send();

        TxResult found = client.awaitTx(sent.hash().toLowerCase(Locale.ROOT), soon());

        assertThat(found).isEqualTo(sent);
        assertThatThrownBy(() -> client.awaitTx("AB".repeat(32), Deadline.after(Duration.ofSeconds(1))))
                .isInstanceOf(DeadlineExceededException.class)
                .hasMessageContaining("in no block up to");
    }

    @Test
    void aTransactionThatFailedIsFoundAllTheSame() {
        Account poor = hub.fundedAccount("50000uatom");
        ChainException refused = null;
        try {
            poor.sendCoins("1uatom").to(alice).send();
            poor.sendCoins("1uatom").to(alice).gas(60_000).send();
        } catch (ChainException e) {
            refused = e;
        }
        assertThat(refused).isNotNull();
        String where = refused.failure().where().orElseThrow();
        String hash = where.substring(where.lastIndexOf(' ') + 1);

        assertThat(client.awaitTx(hash, soon()).code()).isEqualTo(11);
    }

    @Test
    void anEventIsAwaitedAndTheLastThatWasNotItIsShown() throws Exception {
        String query = "tm.event='Tx' AND transfer.recipient='" + bob.address() + "'";
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<NodeEvent> second = threads.submit(() -> client.await(
                    query, event -> event.attributes().get("transfer.amount").contains("2uatom"), in(30)));
            Future<?> never = threads.submit(() -> client.await(query, event -> false, in(5)));
            client.awaitBlocks(1, soon());
            alice.sendCoins("1uatom").to(bob).send();
            proxy.cut();
            alice.sendCoins("2uatom").to(bob).send();

            assertThat(second.get(30, TimeUnit.SECONDS).attributes().get("transfer.amount"))
                    .contains("2uatom");
            assertThatThrownBy(() -> never.get(30, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(DeadlineExceededException.class)
                    .hasMessageContaining("2uatom");
        }
    }

    @Test
    void aConditionIsAwaitedWithItsLastValue() throws Exception {
        String balance = "cosmos.bank.v1beta1.Query/Balance";
        Map<String, String> request = Map.of("address", bob.address(), "denom", "uatom");
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<JsonNode> rich = threads.submit(() -> client.awaitThat(
                    balance, request, answer -> answer.at("/balance/amount").asLong() >= 3, in(30)));
            for (int i = 0; i < 3; i++) {
                proxy.cut();
                alice.sendCoins("1uatom").to(bob).send();
            }
            assertThat(rich.get(30, TimeUnit.SECONDS).at("/balance/amount").asString())
                    .isEqualTo("3");
        }
        assertThatThrownBy(() ->
                        client.awaitThat(balance, request, answer -> false, Deadline.after(Duration.ofSeconds(1))))
                .isInstanceOf(DeadlineExceededException.class)
                .hasMessageContaining("\"amount\":\"3\"");
        assertThatThrownBy(() -> client.awaitThat(
                        "cosmos.gov.v1.Query/Proposal",
                        Map.of("proposal_id", 999),
                        answer -> true,
                        Deadline.after(Duration.ofSeconds(1))))
                .isInstanceOf(DeadlineExceededException.class)
                .hasMessageContaining("last answer: refused");
    }

    /** Returns when the node has a transaction in its mempool, or in a block already; nothing tells of the former. */
    private void awaitTaken(Account sender) {
        long before = hub.client().account(sender.address()).sequence();
        Deadline deadline = soon();
        while (!deadline.passed()) {
            JsonNode waiting = hub.client().rpc().call("num_unconfirmed_txs", Map.of());
            if (!waiting.path("n_txs").asString().equals("0")
                    || hub.client().account(sender.address()).sequence() > before) {
                return;
            }
        }
    }

    private static Deadline soon() {
        return in(20);
    }

    private static Deadline in(int seconds) {
        return Deadline.after(Duration.ofSeconds(seconds));
    }
}
