package dev.orrery.tests.chains;

import static dev.orrery.assertions.OrreryAssertions.assertThat;
import static dev.orrery.assertions.OrreryAssertions.assertThatThrownBy;

import dev.orrery.base.ChainException;
import dev.orrery.base.Deadline;
import dev.orrery.base.DeadlineExceededException;
import dev.orrery.base.InvalidInputException;
import dev.orrery.client.ChainClient;
import dev.orrery.client.ChainConnection;
import dev.orrery.client.Coin;
import dev.orrery.client.TxRequest;
import dev.orrery.client.TxResult;
import dev.orrery.client.rpc.AbciAnswer;
import dev.orrery.client.rpc.CometRpc;
import dev.orrery.client.rpc.EventStream;
import dev.orrery.client.rpc.NodeEvent;
import dev.orrery.client.tx.Msg;
import dev.orrery.client.tx.MsgSend;
import dev.orrery.junit.NetworkTest;
import dev.orrery.network.Account;
import dev.orrery.network.Chain;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The client of one chain, on a chain. */
@NetworkTest("one.yaml")
class ChainClientTest {
    private Chain hub;
    private ChainClient client;
    private Account alice;

    @BeforeEach
    void fund(Chain chain) {
        hub = chain;
        client = chain.client();
        alice = chain.fundedAccount("10000000uatom");
    }

    @Test
    void aSendsResultTellsWhatHappened() {
        Account bob = hub.newAccount();

        TxResult result = send(bob, "1000uatom").memo("hello").send();

        assertThat(result).succeeded().emitted("transfer", "recipient", bob.address());
        assertThat(result.height()).isPositive();
        assertThat(result.gasUsed()).isPositive().isLessThan(result.gasWanted());
        // By its block, which is there: nodes index transactions by their hashes a little later.
        JsonNode block = client.query("cosmos.tx.v1beta1.Service/GetBlockWithTxs", Map.of("height", result.height()));
        assertThat(block.path("txs").valueStream())
                .filteredOn(tx -> tx.at("/body/memo").asString().equals("hello"))
                .extracting(tx -> tx.at("/body/messages/0/@type").asString())
                .containsExactly("/cosmos.bank.v1beta1.MsgSend");
    }

    @Test
    void anyMessageMayBeJson() {
        Account bob = hub.newAccount();

        client.tx(
                        alice.key(),
                        Msg.of(
                                "/cosmos.bank.v1beta1.MsgSend",
                                Map.of(
                                        "from_address",
                                        alice.address(),
                                        "toAddress",
                                        bob.address(),
                                        "amount",
                                        List.of(Map.of("denom", "uatom", "amount", "7")))),
                        new MsgSend(alice.address(), bob.address(), Coin.parse("3uatom")))
                .send();

        assertThat(bob).hasBalance("10uatom");
    }

    @Test
    void answersHoldWhatJsonWouldLeaveOut() {
        JsonNode none = client.query(
                "cosmos.bank.v1beta1.Query/Balance",
                Map.of("address", hub.newAccount().address(), "denom", "uatom"));
        assertThat(none.at("/balance/amount").asString()).isEqualTo("0");

        JsonNode staking = client.query("cosmos.staking.v1beta1.Query/Params");
        assertThat(staking.at("/params/max_validators").asInt()).isEqualTo(100);
        assertThat(staking.at("/params/min_commission_rate").asString()).isEqualTo("0.000000000000000000");
    }

    @Test
    void wrongNamesAreRefusedWithWhatWasMeant() {
        assertRefused(() -> client.query("cosmos.bank.v1beta1.Query/Balance", Map.of("adress", "")), "\"address\"");
        assertRefused(() -> client.query("cosmos.bank.v1beta1.Query/Balanse"), "\"Balance\"");
        assertRefused(() -> client.query("cosmos.bnak.v1beta1.Query/Balance"), "\"cosmos.bank.v1beta1.Query\"");
        assertRefused(
                () -> client.tx(alice.key(), Msg.of("/cosmos.bank.v1beta1.MsgSent", Map.of())),
                "\"cosmos.bank.v1beta1.MsgSend\"");
    }

    @Test
    void aRefusalNamesTheMessageAndWhatToDo() {
        Account poor = hub.fundedAccount("50000uatom");
        assertThatThrownBy(() -> poor.sendCoins("1000000uatom").to(alice).send())
                .isInstanceOf(ChainException.class)
                .hasMessageContaining("MsgSend")
                .hasMessageContaining("insufficient funds")
                .hasMessageContaining("fund the sender");
        assertThatThrownBy(() -> send(poor, "1uatom").gas(60_000).send())
                .isInstanceOf(ChainException.class)
                .hasMessageContaining("out of gas");
        assertThatThrownBy(() -> send(poor, "1uatom").fee(Coin.parse("1uatom")).send())
                .isInstanceOf(ChainException.class)
                .hasMessageContaining("insufficient fee");

        assertThat(send(poor, "1uatom").send()).succeeded();
    }

    @Test
    void oneAccountSendsFromManyThreads() throws Exception {
        Account bob = hub.newAccount();
        List<Future<TxResult>> all = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 60; i++) {
                boolean fixed = i % 2 == 0;
                all.add(threads.submit(() -> {
                    TxRequest request = send(bob, "1uatom");
                    return (fixed ? request.gas(120_000) : request).send();
                }));
            }
        }

        Set<String> hashes = new HashSet<>();
        for (Future<TxResult> sent : all) {
            hashes.add(sent.get().hash());
        }
        assertThat(hashes).hasSize(60);
        assertThat(bob).hasBalance("60uatom");
    }

    @Test
    void twoClientsOfOneAccountRepairTheirSequences() {
        Account bob = hub.newAccount();
        ChainConnection connection = ChainConnection.to(
                        URI.create(hub.node("val1").endpoints().rpc()), hub.chainId())
                .gasPrice(hub.description().gasPrice(), "uatom")
                .build();
        try (ChainClient other = ChainClient.open(connection)) {
            for (int i = 0; i < 3; i++) {
                send(bob, "1uatom").send();
                other.tx(alice.key(), new MsgSend(alice.address(), bob.address(), Coin.parse("1uatom")))
                        .gas(120_000)
                        .send();
            }
        }
        assertThat(bob).hasBalance("6uatom");
    }

    @Test
    void aBlockThatDoesNotComeInTimeIsToldWithTheLastThatDid() {
        assertThatThrownBy(() -> client.awaitHeight(1_000_000, Deadline.after(Duration.ofMillis(300))))
                .isInstanceOf(DeadlineExceededException.class)
                .hasMessageContaining("expected: block 1000000");
    }

    @Test
    void theNodesRpcProvesAndRefuses() {
        try (CometRpc rpc =
                CometRpc.connect(URI.create(hub.node("val1").endpoints().rpc()))) {
            AbciAnswer proved = rpc.abciQuery("store/bank/key", new byte[] {1, 2}, 0, true);
            assertThat(proved.proof()).hasSize(2);
            assertThat(rpc.commit(1).at("/header/height").asString()).isEqualTo("1");
            assertThat(rpc.tx("00".repeat(32))).isEmpty();
            assertThatThrownBy(() -> rpc.block(1_000_000)).isInstanceOf(ChainException.class);
            assertThatThrownBy(() -> rpc.call("nonsense", Map.of()))
                    .isInstanceOf(ChainException.class)
                    .hasMessageContaining("Method not found");
        }
    }

    @Test
    void aTransactionsEventsComeByQuery() {
        Account bob = hub.newAccount();
        try (EventStream events =
                client.rpc().subscribe("tm.event='Tx' AND transfer.recipient='" + bob.address() + "'")) {
            TxResult result = send(bob, "1uatom").send();

            NodeEvent event = events.next(Deadline.after(Duration.ofSeconds(10)));
            assertThat(event.attributes().get("tx.hash")).containsExactly(result.hash());
        }
    }

    @Test
    void aNodeOfAnotherChainIsNotMistakenForThisOne() {
        ChainConnection wrong = ChainConnection.to(
                        URI.create(hub.node("val1").endpoints().rpc()), "other-1")
                .build();
        try (ChainClient mistaken = ChainClient.open(wrong)) {
            assertThatThrownBy(mistaken::height)
                    .isInstanceOf(ChainException.class)
                    .hasMessageContaining("hub-1");
        }
    }

    private TxRequest send(Account to, String coins) {
        return alice.sendCoins(coins).to(to);
    }

    private static void assertRefused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String meant) {
        assertThatThrownBy(call)
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("did you mean " + meant);
    }
}
